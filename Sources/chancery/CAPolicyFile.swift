import CAInterface
import Foundation
import WireProtocols

/// A `CAPolicy.inf` at `chancery init`. An option of the command counts before its setting.
struct CAPolicyFile {
    let policy: AuthorityPolicyFile

    static func read(_ path: String) throws -> CAPolicyFile {
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20 else {
            throw CommandError("The file \(path) cannot be read, or is larger than a megabyte. Check the path and its permissions.")
        }
        return CAPolicyFile(policy: try AuthorityPolicyFile([UInt8](data)))
    }

    func apply(to order: inout AuthorityOrder, keeping options: NewAuthorityOptions) throws {
        for remark in policy.remarks { Terminal.complain("CAPolicy.inf: \(remark)") }
        if options.key == nil, let bits = policy.renewalKeyLength {
            order.keyAlgorithm = (policy.alternateSignatureAlgorithm == true ? "rsa-pss-" : "rsa-") + "\(bits)"
        } else if policy.alternateSignatureAlgorithm == true, !order.keyAlgorithm.lowercased().hasPrefix("rsa-pss") {
            throw CommandError(
                "CAPolicy.inf asks for AlternateSignatureAlgorithm, which is for RSA keys: give RenewalKeyLength there, or --key rsa-pss-4096."
            )
        }
        if options.validity == nil, let seconds = policy.renewalValiditySeconds { order.validitySeconds = seconds }
        if options.crlPeriod == nil, let seconds = policy.crlPeriodSeconds {
            order.crlPeriodSeconds = seconds
            if options.crlValidity == nil { order.crlValiditySeconds = seconds + max(seconds / 10, 43_200) }
        }
        if let seconds = policy.crlDeltaPeriodSeconds, seconds > 0 {
            Terminal.complain("CAPolicy.inf: CRLDeltaPeriod is not taken over. Set the period of delta lists when the server runs.")
        }
        if let minutes = policy.clockSkewMinutes { order.configuration["CA\\ClockSkewMinutes"] = .number(UInt32(minutes)) }
        if let loads = policy.loadsDefaultTemplates, !options.noTemplates { order.loadsTemplates = loads }
        if options.pathLength == nil { order.pathLength = policy.pathLength ?? order.pathLength }
        order.extensions = policy.extensions
    }
}
