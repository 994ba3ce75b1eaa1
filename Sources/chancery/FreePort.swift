import Foundation

/// Turns port 0 into a port: the one used last time when it is still free, so that the URLs in certificates keep working, else any free one.
///
/// The port has to be known before the first CA certificate is made, because its URLs stand in certificates for ever.
enum FreePort {
    static func resolve(_ address: ListenAddress, preferring last: Int?) throws -> ListenAddress {
        guard address.port == 0 else { return address }
        if let last, let port = bindable(address.host, last) { return ListenAddress(host: address.host, port: port) }
        guard let port = bindable(address.host, 0) else {
            throw CommandFailure("No free port on \(address.host): \(String(cString: strerror(errno))). Give an address of this machine.")
        }
        return ListenAddress(host: address.host, port: port)
    }

    private static func bindable(_ host: String, _ port: Int) -> Int? {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let first = list else { return nil }
        defer { freeaddrinfo(list) }
        let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype, first.pointee.ai_protocol)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else { return nil }
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let named = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard named == 0 else { return nil }
        // sin_port and sin6_port stand at the same place.
        return withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
    }
}
