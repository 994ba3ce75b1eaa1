import AsyncHTTPClient
import CAInterface
import NIOCore
import NIOPosix
import NIOSSL

/// What went wrong below HTTP, as the caller of the documented interfaces learns it.
enum TransportFailure {
    /// The connection broke after it stood: the request may or may not have arrived.
    static func lostConnection(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError: error == .remoteConnectionClosed
        case let error as NIOSSLError: if case .uncleanShutdown = error { true } else { false }
        case let error as IOError: [ECONNRESETCode, EPIPECode].contains(error.errnoCode)
        case let error as ChannelError: error == .eof || error == .ioOnClosedChannel || error == .alreadyClosed
        default: false
        }
    }

    static func error(_ error: any Error, _ machine: String) -> CAError {
        if let error = error as? CAError { return error }
        if error is CancellationError {
            return CAError(.unavailable, status: .abort, "The call was cancelled before \(machine) answered.", cause: error)
        }
        if isTrust(error) {
            return CAError(
                .untrustedServer, status: .untrustedRoot,
                "The server at \(machine) could not be authenticated, and nothing was sent to it: \(error). Give the server's root certificate "
                    + "(--trust FILE) or its fingerprint (--fingerprint HEX), and call the server by a name its certificate carries.",
                cause: error)
        }
        return CAError(
            .unavailable, status: .rpcServerUnavailable,
            "The CA at \(machine) cannot be reached: \(error). Check the name and port and that the server runs.", cause: error)
    }

    private static func isTrust(_ error: any Error) -> Bool {
        switch error {
        case let error as NIOSSLError:
            switch error {
            case .handshakeFailed, .unableToValidateCertificate, .noCertificateToValidate: return true
            default: return false
            }
        case is NIOSSLExtraError: return true
        default: return false
        }
    }

    /// The same numbers on Linux and macOS would be luck; these two differ.
    #if os(Linux)
        private static let ECONNRESETCode: CInt = 104
    #else
        private static let ECONNRESETCode: CInt = 54
    #endif
    private static let EPIPECode: CInt = 32
}
