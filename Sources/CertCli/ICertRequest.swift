public import CAInterface
public import PortableFoundation

/// Communication with a CA: submit a request, ask for its result, fetch certificates.
///
/// Source: "ICertRequest interface (certcli.h)". Every documented member is here under its name in Swift case. If the documented method
/// returns a failure HRESULT, the Swift method throws a `CAError` whose `status` is that HRESULT. Properties without arguments are Swift
/// properties.
public protocol ICertRequest: AnyObject {
    /// Sends a new request. Source: "ICertRequest::Submit".
    ///
    /// The results of earlier calls on this object are forgotten before the CA is asked. Pending and denied are dispositions, not errors.
    /// - Parameters:
    ///   - request: the request in the encoding that `flags` name.
    ///   - flags: one encoding, one format, options; a number from certcli.h is `SubmitFlags(rawValue: 0x100)`.
    ///   - attributes: the attributes sent beside the request.
    ///   - config: `host[:port]\CA name`.
    /// - Throws: `CAError`: 0x8007000D undecodable text, 0x80070057 bad config or unknown CA, 0x800706BA unreachable, 0x80070005 refused credential,
    ///   0x80004001 a flag for something that is not built.
    func submit(_ request: [UInt8], flags: SubmitFlags, attributes: RequestAttributes, config: String) async throws -> DispositionCode

    /// Asks for the result of an earlier request. Source: "ICertRequest::RetrievePending".
    func retrievePending(_ requestID: Int, config: String) async throws -> DispositionCode

    /// The status of the latest call to a CA: 0 when it succeeded, the reason for a denied request, otherwise the error. Source:
    /// "ICertRequest::GetLastStatus".
    var lastStatus: HRESULT { get }

    /// The number that the CA gave the latest request; 0 before any request. Source: "ICertRequest::GetRequestId".
    var requestID: Int { get }

    /// The CA's words about the latest `submit` or `retrievePending`. Source: "ICertRequest::GetDispositionMessage".
    /// - Throws: `CAError` with 0x8000FFFF before a result exists.
    func dispositionMessage() throws -> String

    /// The CA's own certificate, or its exchange certificate. Source: "ICertRequest::GetCACertificate".
    ///
    /// Changes only `lastStatus`.
    func caCertificate(exchange: Bool, config: String, flags: OutputFlags) async throws -> EncodedBytes

    /// The certificate of the latest `submit`, `retrievePending` or `issuedCertificate`. Source: "ICertRequest::GetCertificate".
    /// - Throws: `CAError` with 0x8000FFFF when the result has no certificate.
    func certificate(_ flags: OutputFlags) throws -> EncodedBytes
}

extension ICertRequest {
    /// `submit` in the words of this library: format, options and a dictionary of attributes instead of flag bits.
    /// - Parameter request: DER, PEM or base64.
    public func submit(
        _ request: [UInt8],
        format: RequestFormat = .any,
        options: SubmitFlags.Options = [],
        attributes: [String: String] = [:],
        config: String
    ) async throws -> DispositionCode {
        try await submit(
            request,
            flags: SubmitFlags(.any, format, options),
            attributes: RequestAttributes(attributes),
            config: config
        )
    }

    /// As `submit` with bytes, for any other collection of them: `Data`, a slice, a buffer of NIO.
    /// - Parameter request: DER, PEM or base64.
    public func submit(
        _ request: some DataProtocol,
        format: RequestFormat = .any,
        options: SubmitFlags.Options = [],
        attributes: [String: String] = [:],
        config: String
    ) async throws -> DispositionCode {
        try await submit(Array(request), format: format, options: options, attributes: attributes, config: config)
    }

    /// As `submit` with bytes, for text: PEM or base64.
    public func submit(
        _ request: String,
        format: RequestFormat = .any,
        options: SubmitFlags.Options = [],
        attributes: [String: String] = [:],
        config: String
    ) async throws -> DispositionCode {
        try await submit(Array(request.utf8), format: format, options: options, attributes: attributes, config: config)
    }

    /// `certificate` between BEGIN and END lines.
    public func certificate() throws -> EncodedBytes { try certificate(.base64Header) }

    /// The CA's signing certificate between BEGIN and END lines.
    public func caCertificate(config: String) async throws -> EncodedBytes {
        try await caCertificate(exchange: false, config: config, flags: .base64Header)
    }
}
