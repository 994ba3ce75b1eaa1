import CertManagement
import HTTPTypes
import WireProtocols

/// The only place where errors of this interface get their status: 400 for input that cannot be read, 403 for an act that is not allowed now or to this
/// caller, 500 for a failure here, 503 for a failure that ends by itself. Microsoft's pages document 403 and 500.
extension CMRESTResponse {
    init(_ error: ManagementError) {
        self = .failure(Self.status(of: error.code), code: error.code.rawValue, message: error.message)
    }

    init(_ error: InputError) {
        self = .failure(.badRequest, code: ManagementError.Code.invalidClientData.rawValue, message: "Cannot be read: \(error).")
    }

    private static func status(of code: ManagementError.Code) -> HTTPResponse.Status {
        switch code {
        case .invalidClientData: .badRequest
        case .accessDenied, .policyDisabled, .requestStateInvalid, .cardNotFound, .callLimitReached: .forbidden
        case .unavailable: .serviceUnavailable
        default: .internalServerError
        }
    }
}
