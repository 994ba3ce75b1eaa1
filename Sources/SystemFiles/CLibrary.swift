// The C library under one name: whoever imports SystemFiles sees `open`, `errno` and the rest on every system.

#if canImport(Glibc)
    @_exported public import Glibc
#elseif canImport(Musl)
    @_exported public import Musl
#elseif canImport(Darwin)
    @_exported public import Darwin
#endif

/// `SOCK_STREAM` as `socket` takes it; glibc gives the constant a type of its own.
package var streamSocket: Int32 {
    #if canImport(Glibc)
        Int32(SOCK_STREAM.rawValue)
    #else
        SOCK_STREAM
    #endif
}

extension stat {
    /// When the content changed; the member has another name on macOS.
    package var modified: timespec {
        #if canImport(Darwin)
            st_mtimespec
        #else
            st_mtim
        #endif
    }
}
