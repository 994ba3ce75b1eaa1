package import CAInterface
package import PortableFoundation

/// One attempt to get the certificate of one option from the CA.
///
/// It is stored before the CA is asked, so that a lost answer never causes a second certificate: every repetition sends the key below, and the
/// CA answers a known key with its first result. The key is made from the request, the option and the attempt number, not from the submitted
/// bytes.
package struct CertificateAttempt: Hashable, Sendable, Codable {
    package let request: UUID
    /// The position of the entry in the profile template's list, also where other entries are no option of the client.
    package let option: Int
    /// From 1. The next number is used only after the CA refused the previous attempt.
    package let number: Int
    /// DER of the PKCS#10.
    package let certificationRequest: [UInt8]
    package let authority: String
    package let template: String
    /// Counts the changes, from 1.
    package var revision: Int
    package var outcome: Outcome

    /// The state of the CA's answer.
    package enum Outcome: Hashable, Sendable, Codable {
        /// Unknown: the CA was never asked, or its answer was lost.
        case unknown
        case pending(RequestID)
        case issued(RequestID)
        /// Denied, recorded as an error, or refused without a row.
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

    /// The CA has not decided, or nobody here knows.
    var isOpen: Bool {
        switch outcome {
        case .unknown, .pending: true
        case .issued, .refused: false
        }
    }

    package var isRefused: Bool {
        if case .refused = outcome { true } else { false }
    }

    /// Unique among all submissions of the agent to a CA.
    package var submissionKey: String { "cm:\(request.uuidString.lowercased()):\(option):\(number)" }
}
