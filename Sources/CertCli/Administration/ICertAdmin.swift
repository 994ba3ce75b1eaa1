public import CAInterface
public import PKIFormats
public import PortableFoundation

/// Administration of a CA's requests and certificates. Source: "ICertAdmin interface (certadm.h)".
///
/// Every documented member is here under its name in Swift case. If the documented method returns a failure HRESULT, the Swift method throws a `CAError` whose
/// `status` is that HRESULT.
public protocol ICertAdmin: AnyObject {
    /// 2 revoked now, 3 valid, 4 not issued by this CA; expiry is not looked at. Source: "ICertAdmin::IsValidCertificate".
    func isValidCertificate(_ serialNumber: String, config: String) async throws -> CertificateValidity.State

    /// The reason of the certificate about which ``isValidCertificate(_:config:)`` was asked last, if that was revoked; a local call. Source:
    /// "ICertAdmin::GetRevocationReason".
    /// - Throws: `CAError` with 0x8000FFFF when none was.
    func revocationReason() throws -> CRLReason

    /// Revokes, puts on hold, releases. Source: "ICertAdmin::RevokeCertificate".
    /// - Parameter date: the time from which it counts; nil is now.
    /// - Throws: `CAError`: 0x80070057 for an unknown serial number or reason, 0x8007000D for a certificate whose state does not allow it.
    func revokeCertificate(_ serialNumber: String, reason: RevocationCode, date: Date?, config: String) async throws

    /// Lines of `name:value` for a pending request. Source: "ICertAdmin::SetRequestAttributes".
    func setRequestAttributes(_ requestID: Int, attributes: String, config: String) async throws

    /// Gives the certificate of a pending request an extension. Source: "ICertAdmin::SetCertificateExtension".
    /// - Parameters:
    ///   - name: dotted object identifier, at most 31 characters.
    ///   - type: `PROPTYPE`: 1 long, 2 date, 3 binary, 4 string; the value must fit it.
    ///   - flags: 1 critical, 2 the certificate does not have it.
    func setCertificateExtension(
        _ requestID: Int,
        name: String,
        type: Int,
        flags: Int,
        value: ExtensionChange.Value,
        config: String
    ) async throws

    /// Source: "ICertAdmin::DenyRequest".
    func denyRequest(_ requestID: Int, config: String) async throws

    /// Issues a pending request, as an officer's approval does; runs the policy again over a denied one. Source: "ICertAdmin::ResubmitRequest".
    func resubmitRequest(_ requestID: Int, config: String) async throws -> DispositionCode

    /// Source: "ICertAdmin::PublishCRL".
    /// - Parameter date: the end of the list's validity; nil is by schedule.
    /// - Throws: `CAError`: 0x80070057 for a time that has passed, 0x80004001 for one that lies ahead, which is not built.
    func publishCRL(date: Date?, config: String) async throws

    /// The base list of the current key. Source: "ICertAdmin::GetCRL".
    /// - Throws: `CAError` with 0x80070002 when there is none.
    func crl(flags: OutputFlags, config: String) async throws -> EncodedBytes

    /// Source: "ICertAdmin::ImportCertificate".
    /// - Parameter flags: an encoding of ``SubmitFlags``, with `ICF_ALLOWFOREIGN` 0x10000 and `ICF_EXISTINGROW` 0x20000.
    /// - Returns: the request id of its row.
    func importCertificate(_ certificate: [UInt8], flags: UInt32, config: String) async throws -> Int
}

/// What `RevokeCertificate` is asked for. Values are the documented ones.
public struct RevocationCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A reason of RFC 5280: 0 to 6, and 8, which releases from hold.
    public init(_ reason: CRLReason) { self.init(rawValue: UInt32(truncatingIfNeeded: reason.rawValue)) }

    /// 0xFFFFFFFF: releases from hold.
    public static let unrevoke = RevocationCode(rawValue: 0xFFFF_FFFF)
    /// 0xFFFFFFFE: the certificate stays on the lists after it has expired.
    public static let publishExpired = RevocationCode(rawValue: 0xFFFF_FFFE)
    /// 0xFFFFFFFD: the certificate leaves the lists when it has expired.
    public static let doNotPublishExpired = RevocationCode(rawValue: 0xFFFF_FFFD)

    /// nil for a number that is no reason here.
    var reason: CRLReason? {
        switch self {
        case .unrevoke: .removeFromCRL
        default: rawValue <= 6 || rawValue == 8 ? CRLReason(known: Int(rawValue)) : nil
        }
    }
}
