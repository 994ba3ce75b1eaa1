import CAInterface
import CertManagement
import PKIFormats

/// The only place where errors of certificate management get the form of this API. The rule of the problem is the code that integrators compare.
extension CAError {
    init(_ error: ManagementError) {
        let (code, status): (CAError.Code, HRESULT) =
            switch error.code {
            case .invalidClientData: (.malformed, .invalidArgument)
            case .accessDenied, .policyDisabled, .passwordRefused, .cardNotFound, .callLimitReached: (.accessDenied, .accessDenied)
            case .requestStateInvalid: (.wrongState, .invalidState)
            case .requestChanged: (.conflict, .busy)
            case .revisionPassed: (.preconditionFailed, .busy)
            case .unavailable, .errorGeneratingCertificates: (.unavailable, .rpcServerUnavailable)
            default: (.internal, .unexpected)
            }
        let reason = DenialReason(rule: error.code.rawValue, field: "", value: "", remedy: "")
        self.init(code, status: status, error.message, reason: reason, cause: error.cause)
    }
}
