import AsyncHTTPClient
import CAInterface
import NIOCore
import NIOPosix
import NIOSSL

/// Describes failures below HTTP in words for the callers of the documented interfaces. The libraries' own words become only the cause of
/// the error, because they name types of Swift and lines of C.
enum TransportFailure {
    /// The connection broke after it was established: the request may or may not have arrived.
    static func lostConnection(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError: error == .remoteConnectionClosed
        case let error as NIOSSLError: if case .uncleanShutdown = error { true } else { false }
        case let error as IOError: [ECONNRESETCode, EPIPECode].contains(error.errnoCode)
        case let error as ChannelError: error == .eof || error == .ioOnClosedChannel || error == .alreadyClosed
        default: false
        }
    }

    /// - Parameter trust: the trust by which the server was judged.
    static func error(_ error: any Error, _ config: ConfigString, trust: ServerTrust) async -> CAError {
        if let error = error as? CAError { return error }
        let machine = config.machine
        if error is CancellationError {
            return CAError(.unavailable, status: .abort, "The call was canceled before \(machine) answered.", cause: error)
        }
        if error is PinnedConnection.OtherKeyError {
            return CAError(
                .untrustedServer,
                status: .untrustedRoot,
                "The server at \(machine) does not hold the key in the data directory, so nothing was sent to it. Give the data directory of the server "
                    + "that runs there with --data, or its root with --trust FILE.",
                cause: error
            )
        }
        if let fault = tlsFault(error) {
            switch fault {
            case .refusedCertificate: return await DisbelievedServer(config, trust).error(cause: error)
            case .noTLS:
                return CAError(
                    .unavailable,
                    status: .rpcServerUnavailable,
                    "\(machine) does not speak TLS, and nothing was sent to it. Give the port of the server's HTTPS listener.",
                    cause: error
                )
            case .clientCertificateRefused:
                return CAError(
                    .signInRequired,
                    status: .accessDenied,
                    "\(machine) refused the client certificate in the TLS handshake. Check that its CA issued it, and that it is neither expired nor "
                        + "revoked.",
                    cause: error
                )
            case .brokenHandshake:
                return CAError(
                    .unavailable,
                    status: .rpcServerUnavailable,
                    "\(machine) broke off the TLS handshake, and nothing was sent to it. Check that the port is the server's HTTPS listener and that it "
                        + "speaks TLS 1.2 or later.",
                    cause: error
                )
            }
        }
        return CAError(
            .unavailable,
            status: .rpcServerUnavailable,
            "The CA at \(machine) cannot be reached: \(unreached(error, config)).",
            cause: error
        )
    }

    // MARK: TLS

    private enum TLSFault {
        case refusedCertificate, noTLS, clientCertificateRefused, brokenHandshake
    }

    /// BoringSSL gives its reasons only as words.
    private static let reasons: [(words: String, fault: TLSFault)] = [
        ("CERTIFICATE_VERIFY_FAILED", .refusedCertificate),
        ("WRONG_VERSION_NUMBER", .noTLS),
        ("HTTP_REQUEST", .noTLS),
        ("ALERT_UNKNOWN_CA", .clientCertificateRefused),
        ("ALERT_BAD_CERTIFICATE", .clientCertificateRefused),
        ("ALERT_CERTIFICATE", .clientCertificateRefused),
        ("ALERT_UNSUPPORTED_CERTIFICATE", .clientCertificateRefused),
    ]

    private static func tlsFault(_ error: any Error) -> TLSFault? {
        switch error {
        case let error as NIOSSLError:
            switch error {
            case .unableToValidateCertificate, .noCertificateToValidate: return .refusedCertificate
            case .uncleanShutdown: return nil
            default: break
            }
        case is NIOSSLExtraError: return .refusedCertificate
        case is BoringSSLError: break
        default: return nil
        }
        let words = String(describing: error)
        return reasons.first { words.contains($0.words) }?.fault ?? .brokenHandshake
    }

    // MARK: Below TLS

    /// The reason why there was no connection or no answer, and the remedy.
    private static func unreached(_ error: any Error, _ config: ConfigString) -> String {
        let silent = "nothing answered within 10 seconds; check the name and the port, and the network between"
        switch error {
        case let error as NIOConnectionError:
            // If an address was found, the reason why it could not be reached is more useful than the absence of another kind of address.
            if let first = error.connectionErrors.first { return unreached(first.error, config) }
            if error.dnsAError != nil || error.dnsAAAAError != nil { return unknownHost(config) }
            return silent
        case is SocketAddressError, is SocketAddressError.UnknownHost: return unknownHost(config)
        case let error as IOError:
            switch error.errnoCode {
            case ECONNREFUSEDCode: return "port \(config.port) refuses connections; check the port and that the server runs"
            case ENETUNREACHCode, EHOSTUNREACHCode:
                return "no way leads to that network address; check the address and this machine's network"
            case ETIMEDOUTCode: return silent
            case ECONNRESETCode, EPIPECode: return lost
            default: return "the network connection failed; check the name, the port and that the server runs"
            }
        case let error as HTTPClientError where error == .connectTimeout: return silent
        case let error as HTTPClientError where error == .readTimeout || error == .deadlineExceeded:
            return
                "it took the connection and did not answer in time; the request may have arrived. Run the same command again, and look at the "
                + "server's log"
        case let error as HTTPClientError where error == .remoteConnectionClosed: return lost
        case let error as ChannelError:
            if case .connectTimeout = error { return silent }
            return lost
        case is NIOSSLError: return lost
        default: return "the exchange with it failed; check that the address is a Chancery server, and look at its log"
        }
    }

    private static let lost =
        "it closed the connection before it answered; the request may have arrived. Check that the server runs, look at its log, and run the same "
        + "command again"

    private static func unknownHost(_ config: ConfigString) -> String {
        "no address is known for the name \(config.host); check its spelling and the name service"
    }

    /// The values of these numbers differ between systems.
    #if os(Linux)
        private static let ECONNRESETCode: CInt = 104
        private static let ECONNREFUSEDCode: CInt = 111
        private static let ENETUNREACHCode: CInt = 101
        private static let EHOSTUNREACHCode: CInt = 113
        private static let ETIMEDOUTCode: CInt = 110
    #else
        private static let ECONNRESETCode: CInt = 54
        private static let ECONNREFUSEDCode: CInt = 61
        private static let ENETUNREACHCode: CInt = 51
        private static let EHOSTUNREACHCode: CInt = 65
        private static let ETIMEDOUTCode: CInt = 60
    #endif
    private static let EPIPECode: CInt = 32
}
