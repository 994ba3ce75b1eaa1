import Foundation
import FrontEnds
import Synchronization
import SystemFiles

/// The addresses of both listeners.
struct ReservedAddresses: Sendable {
    let https: ReservedAddress
    let http: ReservedAddress

    /// - Parameter last: the addresses of the last start.
    /// - Throws: `CommandError`.
    init(_ settings: Settings, last: Endpoints?) throws {
        http = try ReservedAddress(settings.http, option: "--http", preferring: last.flatMap { Endpoints.port(of: $0.http) })
        https = try ReservedAddress(settings.https, option: "--https", preferring: last.flatMap { Endpoints.port(of: $0.https) })
        // Only after both are reserved: otherwise two listeners could share one address unnoticed.
        http.refuseConnections()
        https.refuseConnections()
    }

    /// Lets the listeners have them. On Linux they can listen there while the addresses are ours, which leaves no moment for another program.
    func releaseForListeners() {
        #if !os(Linux)
            https.release()
            http.release()
        #endif
    }
}

/// The address of a listener, reserved before anything is made and held until the listener takes it. Certificates carry the address forever, so it must not come from
/// a start that could not
/// listen.
final class ReservedAddress: Sendable {
    /// As given, with the actual port.
    let address: ListenAddress
    /// The address that the listener binds.
    let binding: Listeners.Address
    private let descriptor: Mutex<Int32?>

    /// - Parameters:
    ///     - option: the option that sets the address, for example `--https`, for the message.
    ///     - last: the port of the last start. For port 0 it is taken again if it is free, so that the URLs in certificates keep working.
    /// - Throws: `CommandError` that says why the address is not available and what to do.
    init(_ wanted: ListenAddress, option: String, preferring last: Int?) throws {
        var found: (descriptor: Int32, host: String)?
        if wanted.port == 0, let last, last != 0 { found = try? Self.bound(ListenAddress(host: wanted.host, port: last), option) }
        var bound = try found ?? Self.bound(wanted, option)
        let port = Self.port(of: bound.descriptor)
        if wanted.port == 0, found == nil {
            // Linux gives a port that it chose to others as soon as the socket no longer listens; one that was asked for stays ours.
            close(bound.descriptor)
            bound = try Self.bound(ListenAddress(host: wanted.host, port: port), option)
        }
        address = ListenAddress(host: wanted.host, port: port)
        binding = Listeners.Address(host: bound.host, port: port)
        descriptor = Mutex(bound.descriptor)
    }

    deinit { release() }

    /// Nobody can connect before the server can answer, but the address stays reserved.
    func refuseConnections() {
        descriptor.withLock { if let open = $0 { _ = shutdown(open, Int32(SHUT_RDWR)) } }
    }

    /// Releases the address to the listener.
    func release() {
        descriptor.withLock {
            if let open = $0 { close(open) }
            $0 = nil
        }
    }

    /// The error for an address that is not available.
    static func failure(_ address: ListenAddress, _ option: String, code: Int32) -> CommandError {
        let name = "\(option) \(address)"
        return switch code {
        case EADDRINUSE:
            CommandError(
                "\(name): another program listens there. Stop it, or choose another port; `ss -ltnp 'sport = :\(address.port)'` shows which it is."
            )
        case EADDRNOTAVAIL:
            CommandError("\(name): this machine does not have that address. Give one that it has, or * for all of them.")
        case EACCES, EPERM:
            CommandError(
                "\(name): this user may not listen on that port. Choose a port above 1023, or give the program the capability CAP_NET_BIND_SERVICE."
            )
        default:
            CommandError("\(name): the server cannot listen there: \(String(cString: strerror(code))). Give an address of this machine.")
        }
    }

    private static func bound(_ address: ListenAddress, _ option: String) throws -> (descriptor: Int32, host: String) {
        if address.host == "*" {
            // One socket for both families. Without IPv6 in the kernel, IPv4 alone.
            if let descriptor = try? open("::", address, option) { return (descriptor, "::") }
            return (try open("0.0.0.0", address, option), "0.0.0.0")
        }
        // Do not depend on which of its two addresses the resolver names first.
        let host = address.host == "localhost" ? "127.0.0.1" : address.host
        return (try open(host, address, option), host)
    }

    private static func open(_ host: String, _ address: ListenAddress, _ option: String) throws -> Int32 {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE
        hints.ai_socktype = streamSocket
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(address.port), &hints, &list) == 0, let first = list else {
            throw CommandError(
                "\(option) \(address): this machine does not know the name. Give an address that it has, or * for all of them."
            )
        }
        defer { freeaddrinfo(list) }
        let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype, first.pointee.ai_protocol)
        guard descriptor >= 0 else { throw failure(address, option, code: errno) }
        var one: Int32 = 1
        var zero: Int32 = 0
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        if host == "::" { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &zero, socklen_t(MemoryLayout<Int32>.size)) }
        // On some systems, binding succeeds beside such a listener; listening never does.
        guard bind(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0, listen(descriptor, 1) == 0 else {
            let code = errno
            close(descriptor)
            throw failure(address, option, code: code)
        }
        return descriptor
    }

    private static func port(of descriptor: Int32) -> Int {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        // sin_port and sin6_port have the same offset.
        return withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
    }
}
