import SystemFiles

/// A port of 127.0.0.1 on which nobody listens. It is bound as long as this value exists, so that no server of another test gets it
/// meanwhile.
package final class ClosedPort: Sendable {
    /// The number of the port.
    package let number: Int
    private let descriptor: Int32

    /// Takes a port that the system chooses.
    /// - Throws: ``ContractError`` when the system gives none.
    package init() throws {
        let descriptor = socket(AF_INET, streamSocket, 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        number = Int(UInt16(bigEndian: address.sin_port))
        guard isBound else { throw ContractError("no free port: error \(errno)") }
    }

    deinit { close(descriptor) }
}
