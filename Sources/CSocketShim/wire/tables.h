/// The tables of all headers.
#ifndef CSOCK_TABLES_H
#define CSOCK_TABLES_H

#include "wire/table.h"

/// Of this library alone, so that compilers may use the content of a table.
#define CSOCK_TABLE_OF __attribute__((visibility("hidden"))) extern const csock_table

CSOCK_TABLE_OF csock_sctp_table;

#endif
