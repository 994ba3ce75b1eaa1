import Foundation
import PKIFormats
import WireProtocols

extension RequestRowBody {
    /// The facts by which an officer decides, above the columns: who asks for which template and for which names.
    var summary: String {
        let request = rawRequest
        let asked = request?.subject?.rfc4514 ?? ""
        let names = (request?.requestedExtensions ?? []).filter { $0.oid == SubjectAlternativeName.oid }
            .flatMap { SubjectAlternativeName.readableNames(in: $0.value) }
        let shownSubject = [asked, subject].first { !$0.isEmpty } ?? "(empty)"
        var lines = [
            "Request:    \(requestId), \(disposition)", "Requester:  \(requesterName)", "Template:   \(template ?? "(none)")",
            "Subject:    \(shownSubject)",
        ]
        if !names.isEmpty { lines.append("Names:      \(names.map(\.shortText).joined(separator: ", "))") }
        return lines.joined(separator: "\n")
    }

    /// A column as one line. The status is a code that people look up in hex.
    func displayText(of column: String, _ value: PropertyBody.Value) -> String {
        guard column == "Request.StatusCode" else { return value.displayText }
        return status
    }

    /// The innermost request of the message that was sent, as far as it can be read.
    private var rawRequest: EnrollmentRequest? {
        guard case .text(let text) = columns?["Request.RawRequest"], let data = Data(base64Encoded: text) else { return nil }
        return try? EnrollmentMessage(berEncoded: [UInt8](data)).requests.first
    }
}

extension GeneralName {
    fileprivate var shortText: String {
        switch self {
        case .dnsName(let text): "DNS=\(text)"
        case .rfc822Name(let text): "EMail=\(text)"
        case .uri(let text): "URL=\(text)"
        case .directoryName(let name): "DirectoryName=\(name.rfc4514)"
        case .ipAddress(let octets): "IPAddress=\(octets.count == 4 ? octets.map(String.init).joined(separator: ".") : Hex.encode(octets))"
        case .registeredID(let oid): "RegisteredId=\(oid.dotted)"
        case .otherName(let type, _): userPrincipalName.map { "UPN=\($0)" } ?? "OtherName \(type.dotted)"
        case .x400Address: "X.400 address"
        case .ediPartyName: "EDI party name"
        }
    }
}
