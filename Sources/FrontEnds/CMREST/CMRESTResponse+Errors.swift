import CertManagement
import HTTPTypes
import WireProtocols

/// The one place where errors of this interface get their status: 400 for input that cannot be read, 403 for what is not allowed now or to this caller,
/// 500 for what failed here, 503 for what will be well again by itself. 403 and 500 are what the pages document.
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
        case .accessDenied, .policyDisabled, .requestStateInvalid: .forbidden
        case .unavailable: .serviceUnavailable
        default: .internalServerError
        }
    }
}
