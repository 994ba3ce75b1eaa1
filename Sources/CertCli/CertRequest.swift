public import CAInterface
import PortableFoundation
import PKIFormats

/// Asks CAs for certificates: the class behind ``ICertRequest``, ``ICertRequest2`` and ``ICertRequest3``.
///
///     let request = CertRequest(credential: .password("alice", secret))
///     let disposition = try await request.submit(csr, format: .pkcs10, attributes: ["CertificateTemplate": "WebServer"],
///                                                config: "pki.example.com\\Example Issuing CA")
///     if disposition == .issued { let chain = try request.certificate(.pkcs7Chain) }
///
/// One object is one conversation, for one task at a time: it is not `Sendable`. Every `submit` carries its own key, so that a connection
/// lost before the answer never makes a second certificate.
public final class CertRequest: ICertRequest3 {
    private var connector: any AuthorityConnector
    private let certificates: (any ClientCertificateSource)?
    private var connections: [ConfigString: any CertificateAuthority] = [:]
    private var state = RequestState()

    /// Speaks to CAs over HTTPS.
    /// - Parameters:
    ///   - credential: the caller's identity.
    ///   - trust: decides which server is believed; by default the system's anchors. Trusting every server is not possible.
    ///   - options: how the calls travel: client, event loops, proxy, repeats, logger.
    ///   - certificates: where `setCredential` finds client certificates.
    public convenience init(
        credential: Credential,
        trust: ServerTrust = .system,
        options: HTTPOptions = HTTPOptions(),
        certificates: (any ClientCertificateSource)? = nil
    ) {
        self.init(connector: RemoteConnector(credential: credential, trust: trust, options: options), certificates: certificates)
    }

    /// Speaks to one CA in this process; the CA part of a config string is ignored.
    public convenience init(authority: any CertificateAuthority) { self.init(connector: SingleAuthority(authority)) }

    /// Speaks to the CA that the connector finds for a config string.
    /// - Parameter certificates: where `setCredential` finds client certificates.
    public init(connector: any AuthorityConnector, certificates: (any ClientCertificateSource)? = nil) {
        self.connector = connector
        self.certificates = certificates
    }

    // MARK: ICertRequest

    public func submit(_ request: [UInt8], flags: SubmitFlags, attributes: RequestAttributes, config: String) async throws
        -> DispositionCode
    {
        try await submit(request, flags: flags, attributes: attributes, config: config, submissionKey: nil)
    }

    /// As the documented `submit`, under a key that the caller chose and can repeat. The CA answers a second submission with that key as it
    /// answered the first. A program that writes the key down before it calls never makes a second certificate, even if it loses the answer
    /// or is killed.
    /// - Parameter submissionKey: 1 to 128 characters, unique among the caller's submissions to this CA; nil for a new one.
    public func submit(
        _ request: [UInt8],
        flags: SubmitFlags,
        attributes: RequestAttributes,
        config: String,
        submissionKey: String?
    ) async throws -> DispositionCode {
        state.begin()
        return try await faulting {
            if let name = flags.unsupported {
                throw CAError(
                    .notImplemented,
                    status: .notImplemented,
                    "\(name) is not supported, and nothing was sent. Submit without it, as PKCS #10, PKCS #7 or CMC."
                )
            }
            let authority = try await self.authority(config)
            if flags.options.contains(.connectOnly) {
                _ = try await authority.property(.caName, index: 0)
                self.state.noteStatus(.ok)
                return .incomplete
            }
            let submission = Submission(
                bytes: try RequestEncoding.decode(request, flags),
                format: flags.format,
                attributes: attributes,
                submissionKey: submissionKey ?? SubmissionKey.fresh(),
                // An attestation challenge is in the full response, so a caller who wants it must get that.
                wantsFullResponse: !flags.options.isDisjoint(with: [.fullResponse, .returnChallenge]),
                wantsPrecertificate: flags.options.contains(.certificateTransparency),
                wantsPresigned: flags.options.contains(.presign),
                renewsOnBehalf: flags.options.contains(.robo)
            )
            let disposition = try await authority.submit(submission)
            self.state.submitted(disposition)
            // The answer stays valid even when the lists cannot be fetched; a caller that asks for the lists gets the reason.
            if flags.options.contains(.crls), disposition.certificate != nil {
                self.state.fetched(await self.revocationLists(of: authority))
            }
            return disposition.code
        }
    }

    public func retrievePending(_ requestID: Int, config: String) async throws -> DispositionCode {
        state.begin()
        return try await faulting {
            let disposition = try await self.authority(config).disposition(of: RequestID(requestID), wantsFullResponse: true)
            self.state.submitted(disposition)
            return disposition.code
        }
    }

    public var lastStatus: HRESULT { state.lastStatus }

    public var requestID: Int { state.requestID }

    public func dispositionMessage() throws -> String { try state.message() }

    public func caCertificate(exchange: Bool, config: String, flags: OutputFlags) async throws -> EncodedBytes {
        do {
            let authority = try await authority(config)
            let id: CAPropertyID =
                if flags.options.contains(.chain) {
                    if flags.options.contains(.crls) {
                        exchange ? .caXchgCertCRLChain : .caSigCertCRLChain
                    } else {
                        exchange ? .caXchgCertChain : .caSigCertChain
                    }
                } else {
                    exchange ? .caXchgCert : .caSigCert
                }
            let bytes = try await Self.bytes(authority, id, index: -1)
            state.noteStatus(.ok)
            return EncodedBytes(bytes, as: flags)
        } catch {
            let failure = Self.failure(error)
            state.noteStatus(failure.status)
            throw failure
        }
    }

    public func certificate(_ flags: OutputFlags) throws -> EncodedBytes {
        let issued = try state.issued()
        guard flags.options.contains(.chain) else { return EncodedBytes(issued.certificate, as: flags) }
        let lists = flags.options.contains(.crls) ? try state.lists() : []
        return EncodedBytes(SignedData.certsOnly([issued.certificate] + issued.chain, crls: lists), as: flags)
    }

    // MARK: ICertRequest2

    public func issuedCertificate(config: String, requestID: Int, serialNumber: String?) async throws -> DispositionCode {
        state.begin()
        return try await faulting {
            let serial = serialNumber ?? ""
            guard (requestID > 0) != !serial.isEmpty, requestID > 0 || requestID == -1 else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "Select by a request id, or by a serial number with -1 as the id: exactly one of them (id \(requestID), serial number \"\(serial)\")."
                )
            }
            let authority = try await self.authority(config)
            let disposition =
                serial.isEmpty
                ? try await authority.disposition(of: RequestID(requestID), wantsFullResponse: false)
                : try await authority.disposition(ofSerial: try SerialText.required(serial))
            self.state.retrieved(disposition)
            return disposition.code
        }
    }

    public func errorMessageText(_ status: HRESULT, flags: ErrorMessageFlags = .default) -> String { ErrorMessage.text(of: status, flags) }

    public func caProperty(_ id: CAPropertyID, index: Int, type: CAPropertyType, flags: OutputFlags, config: String) async throws
        -> PropertyValue
    {
        if let property = CAProperty.named(id) {
            guard type == property.type else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "CA property \(property.name) is a \(property.type.name), not a \(type.name)."
                )
            }
            guard index >= 0 && (property.isIndexed || index == 0) || index == -1 && property.acceptsNewest else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    property.isIndexed
                        ? "The index \(index) of CA property \(property.name) must be 0 or more\(property.acceptsNewest ? ", or -1 for the newest" : "")."
                        : "CA property \(property.name) takes no index; give 0 instead of \(index)."
                )
            }
        }
        do {
            let value = try await authority(config).property(id, index: index)
            guard value.type == type else {
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "CA property \(id.rawValue) is a \(value.type.name), not a \(type.name)."
                )
            }
            return PropertyValue(value, as: flags)
        } catch {
            throw Self.failure(error)
        }
    }

    public func caPropertyFlags(_ id: CAPropertyID, config: String) async throws -> Int32 { try await known(id, config).flags }

    public func caPropertyDisplayName(_ id: CAPropertyID, config: String) async throws -> String { try await known(id, config).displayName }

    public func fullResponseProperty(_ id: FullResponsePropertyID, index: Int, type: CAPropertyType, flags: OutputFlags) throws
        -> PropertyValue
    {
        let bytes = try state.fullResponse()
        guard let property = FullResponseProperty.named(id) else { throw Self.unknownProperty("full response property \(id.rawValue)") }
        guard type == property.type else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "Full response property \(property.name) is a \(property.type.name), not a \(type.name)."
            )
        }
        return PropertyValue(try FullResponse(bytes).value(of: property, index: index), as: flags)
    }

    // MARK: ICertRequest3

    public func setCredential(window: Int, type: EnrollmentAuthentication, credential: [UInt8], password: String) async throws {
        let identity = try await type.identity(credential, password, from: certificates)
        guard let other = connector.connector(for: identity) else { return }
        connector = other
        connections = [:]
    }

    public var requestIDString: String { state.requestIDString }

    public func issuedCertificate(config: String, requestIDString: String?, serialNumber: String?) async throws -> DispositionCode {
        let (id, serial) = (requestIDString ?? "", serialNumber ?? "")
        do throws(CAError) {
            guard id.isEmpty != serial.isEmpty else {
                throw Self.invalid(
                    "Select by a request id or by a serial number: exactly one of them (id \"\(id)\", serial number \"\(serial)\")."
                )
            }
            if id.isEmpty {
                let digits = serial.filter { $0.isASCII && $0.isHexDigit }.count
                guard digits == serial.count, digits % 2 == 0, digits == 2 || !serial.hasPrefix("00") else {
                    throw Self.invalid("\"\(serial)\" is not an even number of hexadecimal digits with at most one zero at the beginning.")
                }
            } else if Int(id).map({ $0 > 0 }) != true {
                throw Self.invalid("\"\(id)\" is not a request id. The ids of this CA are whole numbers from 1.")
            }
        } catch {
            state.begin()
            state.faulted(error.status)
            throw error
        }
        return try await issuedCertificate(config: config, requestID: Int(id) ?? -1, serialNumber: serial)
    }

    public var refreshPolicy: Bool { false }

    // MARK: Members beyond the documented ones

    /// The rule that refused the latest request, if the CA named it.
    public var denialReason: DenialReason? {
        if case .submitted(let disposition) = state.phase { disposition.reason } else { nil }
    }

    /// The certificate's issuers as DER, from the issuing CA up to and including the root.
    public func issuers() throws -> [[UInt8]] { try state.issued().chain }

    /// Fetches the CA's revocation lists for ``certificate(_:)`` with `crls`. It is needed after `retrievePending` and `issuedCertificate`,
    /// which take no flags; `submit` with the option `crls` has already done it.
    /// - Throws: `CAError` when the lists cannot be fetched; the issued certificate stays as it is.
    public func fetchRevocationLists(config: String) async throws {
        let authority: any CertificateAuthority
        do { authority = try await self.authority(config) } catch { throw Self.failure(error) }
        let lists = await revocationLists(of: authority)
        state.fetched(lists)
        _ = try lists.get()
    }

    private func revocationLists(of authority: any CertificateAuthority) async -> Result<[[UInt8]], CAError> {
        // In two steps: with both in one expression, Swift 6.3's optimizer crashes on this function.
        let chain: [UInt8]
        do {
            chain = try await Self.bytes(authority, .caSigCertCRLChain, index: -1)
        } catch {
            return .failure(Self.failure(error))
        }
        return Result { try SignedData(contentInfo: chain).crls }.mapError(Self.failure)
    }

    /// The CA that a config string names, as the connector found it.
    func authority(_ config: String) async throws -> any CertificateAuthority {
        let config = try CAAddress(config).configString()
        if let known = connections[config] { return known }
        let found = try await connector.authority(config)
        connections[config] = found
        return found
    }

    /// A CA knows the documented properties up to the largest number that it names itself.
    private func known(_ id: CAPropertyID, _ config: String) async throws -> CAProperty {
        do {
            guard let property = CAProperty.named(id),
                case .long(let highest) = try await authority(config).property(.caPropIDMax, index: 0),
                id.rawValue <= highest
            else { throw Self.unknownProperty("CA property \(id.rawValue)") }
            return property
        } catch {
            throw Self.failure(error)
        }
    }

    private func faulting(_ body: () async throws -> DispositionCode) async throws -> DispositionCode {
        do {
            return try await body()
        } catch {
            let failure = Self.failure(error)
            state.faulted(failure.status)
            throw failure
        }
    }

    private static func invalid(_ text: String) -> CAError { CAError(.malformed, status: .invalidArgument, text) }

    static func unknownProperty(_ what: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidArgument,
            "There is no \(what). The numbers are listed on the page \"ICertRequest2::GetCAProperty\"."
        )
    }

    private static func bytes(_ authority: any CertificateAuthority, _ id: CAPropertyID, index: Int) async throws -> [UInt8] {
        guard case .binary(let bytes) = try await authority.property(id, index: index) else {
            throw CAError(
                .untrustedServer,
                status: .invalidData,
                "The CA's property \(id.rawValue) is not binary. Check that the address is a CA."
            )
        }
        return bytes
    }

    /// Turns every error into a `CAError`.
    private static func failure(_ error: any Error) -> CAError {
        switch error {
        case let error as CAError: error
        case let error as FormatError:
            CAError(.untrustedServer, status: .invalidData, "The CA's answer cannot be read: \(error).", cause: error)
        case is CancellationError: CAError(.unavailable, status: .abort, "The call was canceled before the CA answered.", cause: error)
        default: CAError(.internal, status: .fail, "The call failed in this process.", cause: error)
        }
    }
}
