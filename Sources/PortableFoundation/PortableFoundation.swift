// One import for Date, Data and URL on every system. On Linux they come from FoundationEssentials, which a static link takes in without the
// tables of ICU that the whole of Foundation needs. A Mac has Foundation only.

#if canImport(FoundationEssentials)
    @_exported public import FoundationEssentials
#else
    @_exported public import Foundation
#endif
