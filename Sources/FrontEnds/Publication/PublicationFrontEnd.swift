import PKIFormats
import CAInterface
import PortableFoundation
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import WireProtocols

/// Revocation lists and CA certificates under the names that certificates contain: `/crl/<name>.crl` and `/aia/<name>.cer`, for everybody (RFC 5280
/// §4.2.1.13, §4.2.2.1; RFC 4387 specifies no path).
struct PublicationFrontEnd: FrontEnd {
    enum Folder: String {
        case revocationLists = "/crl"
        case certificates = "/aia"
    }

    let source: any PublicationSource
    let folder: Folder
    var clock: @Sendable () -> Date = { Date() }

    var prefix: String { folder.rawValue }
    let listeners = Set(Listener.allCases)
    let authentication = FrontEndAuthentication.none
    let door = Caller.Door.api

    /// - Returns: the name of the object.
    func route(of request: Request, at path: String) throws -> String {
        guard let name = name(path) else { throw Refusal.noSuchPath }
        try Refusal.require(["GET", "HEAD"], request)
        return name
    }

    func isShort(_ name: String, _ request: Request) -> Bool { true }

    func respond(to request: Request, on name: String, context: FrontEndContext) async throws -> Response {
        guard let object = try await source.published(name) else { throw Refusal.noSuchPath }
        let tag = Self.tag(object)
        let modified = HTTPDate.text(object.modified)
        var response: Response
        if Self.isUnchanged(request.headers, tag: tag, modified: modified) {
            response = Response(status: .notModified)
            response.headers[.contentLength] = nil
        } else {
            response = Self.content(
                of: object,
                range: PublishedRange.wanted(by: request, tag: tag, modified: modified, of: object.bytes.count)
            )
        }
        response.headers[.eTag] = tag
        response.headers[.lastModified] = modified
        response.headers[.acceptRanges] = "bytes"
        response.headers[.cacheControl] = cacheControl(of: object)
        return response
    }

    private static func content(of object: PublishedObject, range: PublishedRange) -> Response {
        switch range {
        case .whole: return Response.shared(object.bytes, mediaType: object.mediaType)
        case .part(let part):
            var response = Response.shared(object.bytes, part, mediaType: object.mediaType)
            response.status = .partialContent
            response.headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(object.bytes.count)"
            return response
        case .unsatisfiable:
            var response = Response.text("The range lies behind the end. Ask for a part of \(object.bytes.count) octets.\n")
            response.status = .rangeNotSatisfiable
            response.headers[.contentRange] = "bytes */\(object.bytes.count)"
            return response
        }
    }

    /// A list is kept by caches until the next one comes at its time, and never beyond its end (RFC 9919 §6.2 says the same of OCSP responses). Certificates are asked for
    /// again each time.
    private func cacheControl(of object: PublishedObject) -> String {
        guard let end = object.freshUntil else { return "no-cache" }
        let seconds = Int(end.timeIntervalSince(clock()).rounded(.down))
        return seconds > 0 ? "max-age=\(seconds), public, no-transform, must-revalidate" : "no-cache"
    }

    /// The decoded path below the root if it names one file in the folder, and never one that could leave the folder.
    private func name(_ path: String) -> String? {
        guard path.utf8.starts(with: folder.rawValue.utf8), let decoded = PercentEncoding.decode(path.dropFirst()) else { return nil }
        let file = decoded.dropFirst(4)
        guard !file.isEmpty, file.first != ".", !file.contains("/"), !file.contains("\\") else { return nil }
        return decoded
    }

    /// RFC 9110 §13.1.2, §13.1.3: If-None-Match takes precedence over If-Modified-Since, and a weak tag compares equal. The date is compared as the
    /// text we sent.
    private static func isUnchanged(_ headers: HTTPFields, tag: String, modified: String) -> Bool {
        if let tags = headers[.ifNoneMatch] {
            return tags.split(separator: ",").contains { candidate in
                var candidate = candidate
                while candidate.first == " " || candidate.first == "\t" { candidate.removeFirst() }
                while candidate.last == " " || candidate.last == "\t" { candidate.removeLast() }
                return candidate == "*" || candidate == tag || candidate.dropFirst(2) == tag && candidate.hasPrefix("W/")
            }
        }
        return headers[.ifModifiedSince] == modified
    }

    /// Length and a hash (FNV-1a, 64 bits) of the last octets. These are the signature, so two published objects never share them.
    private static func tag(_ object: PublishedObject) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for octet in object.bytes.suffix(128) { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
        return "\"\(String(object.bytes.count, radix: 16))-\(String(hash, radix: 16))\""
    }
}
