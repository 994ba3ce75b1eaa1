package import CAInterface

/// One certificate of the answer to certificate requests: that of a request of the client, or one that the service adds.
package struct CertificateResult: Hashable, Sendable {
    /// The position of its entry in the profile template; for one that answers no entry, its number in the profile.
    package let option: Int
    package let template: String
    package let usesLocalMachineStore: Bool
    package let origin: ManagedCertificate.Origin
    package let answer: Answer

    package enum Answer: Hashable, Sendable {
        /// A CMC full response, or only certificates when the CA sent none: ContentInfo DER.
        case issued(pkcs7: [UInt8])
        /// The certificate with its private key, under the caller's password: PFX DER.
        case issuedWithKey(pfx: [UInt8])
        /// Under submission. Repeating the call returns the result when there is one.
        case pending(Failure)
        case refused(Failure)
    }

    /// The reason why there is no certificate. Source: the documented class CertificateRequestError, whose shape is chosen.
    package struct Failure: Hashable, Sendable {
        package let disposition: DispositionCode
        package let status: HRESULT
        package let message: String

        package init(disposition: DispositionCode, status: HRESULT, message: String) {
            self.disposition = disposition
            self.status = status
            self.message = message
        }
    }

    package init(
        option: Int,
        template: String,
        usesLocalMachineStore: Bool,
        origin: ManagedCertificate.Origin = .client,
        answer: Answer
    ) {
        self.option = option
        self.template = template
        self.usesLocalMachineStore = usesLocalMachineStore
        self.origin = origin
        self.answer = answer
    }
}
