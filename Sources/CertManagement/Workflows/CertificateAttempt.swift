package import CAInterface
package import PortableFoundation

/// One try to get the certificate of one option from the CA.
///
/// Stored before the CA is asked, so that a lost answer never makes a second certificate: the key below goes with every repetition, and the CA
/// answers a known key with the result it already has. It is made of the request, the option and the try, not of the bytes sent.
package struct CertificateAttempt: Hashable, Sendable, Codable {
    package let request: UUID
    /// Position in the profile template's list.
    package let option: Int
    /// From 1; a new one only after the CA refused the one before.
    package let number: Int
    /// DER of the PKCS#10.
    package let certificationRequest: [UInt8]
    package let authority: String
    package let template: String
    /// Counts the changes, from 1.
    package var revision: Int
    package var outcome: Outcome

    /// What is known of the CA's answer.
    package enum Outcome: Hashable, Sendable, Codable {
        /// Not known: never asked, or the answer was lost.
        case unknown
        case pending(RequestID)
        case issued(RequestID)
        /// Denied, recorded as an error, or turned away without a row.
        case refused(RequestID?)
    }

    package init(
        request: UUID,
        option: Int,
        number: Int,
        certificationRequest: [UInt8],
        authority: String,
        template: String,
        revision: Int = 1,
        outcome: Outcome = .unknown
    ) {
        self.request = request
        self.option = option
        self.number = number
        self.certificationRequest = certificationRequest
        self.authority = authority
        self.template = template
        self.revision = revision
        self.outcome = outcome
    }

    package var isRefused: Bool {
        if case .refused = outcome { true } else { false }
    }

    /// Unique among everything the agent submits to a CA.
    package var submissionKey: String { "cm:\(request.uuidString.lowercased()):\(option):\(number)" }
}
