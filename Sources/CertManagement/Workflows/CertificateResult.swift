package import CAInterface

/// The result of one certificate request of the client.
package struct CertificateResult: Hashable, Sendable {
    /// The position of the option that it answers.
    package let option: Int
    package let template: String
    package let usesLocalMachineStore: Bool
    package let answer: Answer

    package enum Answer: Hashable, Sendable {
        /// A CMC full response, or only certificates when the CA sent none: ContentInfo DER.
        case issued(pkcs7: [UInt8])
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

    package init(option: Int, template: String, usesLocalMachineStore: Bool, answer: Answer) {
        self.option = option
        self.template = template
        self.usesLocalMachineStore = usesLocalMachineStore
        self.answer = answer
    }
}
