#ifndef CSOCK_RACE_H
#define CSOCK_RACE_H
#include "base.h"
#endif
