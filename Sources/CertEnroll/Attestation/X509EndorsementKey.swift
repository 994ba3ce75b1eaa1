import CAInterface
public import CertCli
import PKIFormats

/// The endorsement key of a ``SecurityModule``.
///
/// The manufacturer's certificates come first. Those that are added live as long as the object: this library writes nothing into a module. Members that need an open
/// key throw 0x80040007 before ``open()``. The numbers of the errors are our choice where the pages name none.
public final class X509EndorsementKey: IX509EndorsementKey {
    private let module: (any SecurityModule)?
    private var named: String?
    private var key: SubjectPublicKeyInfo?
    private var manufacturer: [[UInt8]] = []
    private var added: [[UInt8]] = []

    /// - Parameter module: nil where there is none: ``open()`` then throws 0x80004001, because Windows' own providers exist on Windows alone.
    public init(module: (any SecurityModule)? = nil) { self.module = module }

    public var providerName: String { named ?? module?.providerName ?? "Microsoft Platform Crypto Provider" }

    public func setProviderName(_ name: String) throws {
        guard !opened else { throw Self.state("The endorsement key is open; its provider was chosen before. Close it first.") }
        named = name
    }

    public var length: Int { get throws { try openKey().kind.bits } }

    public var opened: Bool { key != nil }

    public func addCertificate(_ encoding: EncodingType, _ certificate: [UInt8]) throws {
        let bytes = try self.bytes(certificate, encoding)
        guard !manufacturer.contains(bytes), !added.contains(bytes) else { return }
        added.append(bytes)
    }

    public func removeCertificate(_ encoding: EncodingType, _ certificate: [UInt8]) throws {
        let bytes = try self.bytes(certificate, encoding)
        guard let place = added.firstIndex(of: bytes) else {
            throw CAError(
                .notFound,
                status: .cryptNotFound,
                manufacturer.contains(bytes)
                    ? "The certificate is the manufacturer's, which cannot be removed." : "The endorsement key has no such certificate."
            )
        }
        added.remove(at: place)
    }

    public func certificate(manufacturerOnly: Bool, index: Int, encoding: EncodingType) throws -> EncodedBytes {
        let all = try certificates(manufacturerOnly: manufacturerOnly)
        guard all.indices.contains(index) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The endorsement key has \(all.count) certificates; the index \(index) is outside them."
            )
        }
        return try encoding.encode(all[index])
    }

    public func certificateCount(manufacturerOnly: Bool) throws -> Int { try certificates(manufacturerOnly: manufacturerOnly).count }

    public func exportPublicKey() throws -> [UInt8] { try openKey().derEncoded }

    public func open() async throws {
        guard !opened else { throw Self.state("The endorsement key is open already.") }
        guard let module else {
            throw CAError(
                .notImplemented,
                status: .notImplemented,
                "IX509EndorsementKey::Open reaches \(providerName) on Windows alone. Give the object a SecurityModule."
            )
        }
        manufacturer = try await module.manufacturerCertificates()
        key = try await module.endorsementKey()
    }

    public func close() throws {
        _ = try openKey()
        (key, manufacturer, added) = (nil, [], [])
    }

    private func certificates(manufacturerOnly: Bool) throws -> [[UInt8]] {
        _ = try openKey()
        return manufacturerOnly ? manufacturer : manufacturer + added
    }

    private func openKey() throws -> SubjectPublicKeyInfo {
        guard let key else { throw CAError(.wrongState, status: .blank, "The endorsement key is not open. Open it first.") }
        return key
    }

    /// The certificate, which must be one of this key.
    private func bytes(_ text: [UInt8], _ encoding: EncodingType) throws -> [UInt8] {
        let (key, bytes) = (try openKey(), try encoding.decode(text))
        guard let certificate = try? Certificate(derEncoded: bytes), certificate.subjectPublicKeyInfo.keyBytes == key.keyBytes else {
            throw CAError(.malformed, status: .invalidArgument, "The bytes are not a certificate of this endorsement key.")
        }
        return bytes
    }

    private static func state(_ text: String) -> CAError { CAError(.wrongState, status: .invalidState, text) }
}
