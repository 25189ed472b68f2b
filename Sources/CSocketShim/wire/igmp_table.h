/// The tables of IGMP, for the text of packets.
#ifndef CSOCK_IGMP_TABLE_H
#define CSOCK_IGMP_TABLE_H

#include "wire/table.h"

/// The table of a type. Queries have two; types that are not known have the fields of all.
const csock_table *_Nonnull csock_igmp_table(uint32_t type, bool version_3);

#endif
