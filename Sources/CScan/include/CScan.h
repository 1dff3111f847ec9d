// The loops that Swift cannot vectorise: over bytes (CBytes.h) and over columns (CColumns.h).
//
// No allocation, no I/O, no state; compiles without a C library, for browsers too.
#ifndef CSCAN_H
#define CSCAN_H

#include "CBytes.h"
#include "CColumns.h"

#endif
