#ifndef CSOCK_OPTION_H
#define CSOCK_OPTION_H
#include "base.h"
#endif
