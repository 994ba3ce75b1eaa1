import Synchronization

/// Counts the connections of each client on a listener, so that one client cannot take them all.
final class ConnectionQuota: Sendable {
    private let most: Int
    private let counts = Mutex<[[UInt8]: Int]>([:])

    init(_ most: Int) {
        self.most = most
    }

    /// - Returns: false when the client has reached its limit. After true, the caller must call ``giveBack(_:)``.
    func take(_ peer: PeerAddress) -> Bool {
        counts.withLock {
            let count = $0[peer.client, default: 0]
            guard count < most else { return false }
            $0[peer.client] = count + 1
            return true
        }
    }

    func giveBack(_ peer: PeerAddress) {
        counts.withLock {
            guard let count = $0[peer.client] else { return }
            $0[peer.client] = count > 1 ? count - 1 : nil
        }
    }

    /// The number of connections of all clients.
    var taken: Int { counts.withLock { $0.values.reduce(0, +) } }
}
