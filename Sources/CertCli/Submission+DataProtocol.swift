public import CAInterface
public import PortableFoundation

extension Submission {
    /// A submission of any collection of bytes: `Data`, a slice, a buffer of NIO.
    /// - Parameters:
    ///   - request: DER.
    ///   - template: the name of the template; the attribute `CertificateTemplate` may name it as well.
    public init(
        _ request: some DataProtocol,
        format: RequestFormat = .any,
        template: String? = nil,
        attributes: RequestAttributes = .none,
        submissionKey: String? = nil
    ) {
        self.init(bytes: Array(request), format: format, attributes: attributes, template: template, submissionKey: submissionKey)
    }
}
