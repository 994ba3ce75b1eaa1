import Foundation
import PKIFormats

/// The rules for the attributes of an account. The attributes appear in subjects, in Basic credentials and in
/// `DOMAIN\name`. A value that would be ambiguous there, or that a certificate cannot carry, is refused before it is stored.
///
/// Lengths count Unicode scalars, as the upper bounds of RFC 5280 appendix A.1 do.
enum AccountRules {
    /// - Parameter domain: the domain suffix of the directory, in lower case; empty when the directory has none.
    /// - Throws: `DirectoryError.invalidName` naming the attribute.
    static func check(_ principal: Principal, domain: String) throws {
        try checkText("name", principal.name, refusing: "\"/\\[]:;|=,+*?<>@", longest: 64)
        if principal.name == "." || principal.name == ".." {
            throw refusal("name", principal.name, "it is a step in a path, and the paths of the API have the name")
        }
        if let fault = AttributeSyntax.fault(in: principal.commonName, of: OID.commonName) {
            throw refusal("commonName", principal.commonName, "it \(fault.text)")
        }
        try checkText("displayName", principal.displayName, longest: 256)
        if let mail = principal.mail {
            try checkText("mail", mail, refusing: " ,;:<>()[]\\\"", longest: 255)
            try checkAddress("mail", mail)
            if let fault = NameSyntax.fault(inMailbox: mail) { throw refusal("mail", mail, "it \(fault.text), and certificates carry it") }
        }
        if let name = principal.userPrincipalName {
            guard principal.kind == .user else { throw DirectoryError(.invalidName, "upn is for users; a machine has a dns name.") }
            try checkText("upn", name, refusing: " ,;:<>()[]\\\"/", longest: 254)
            try checkAddress("upn", name)
        }
        if let name = principal.dnsHostName { try check(dns: name, of: principal, domain: domain) }
    }

    /// The DNS name of a machine must begin with its account name and lie inside the domain of the directory. Otherwise a person who may
    /// set a DNS name could become another machine by it (CVE-2022-26923).
    private static func check(dns name: String, of principal: Principal, domain: String) throws {
        guard principal.kind == .machine else { throw DirectoryError(.invalidName, "dns is for machines; a user has a upn.") }
        if let fault = NameSyntax.fault(inDNSName: name) { throw refusal("dns", name, "it \(fault.text)") }
        let account = principal.name.hasSuffix("$") ? String(principal.name.dropLast()) : principal.name
        let lowered = name.lowercased()
        guard lowered == account.lowercased() || lowered.hasPrefix(account.lowercased() + ".") else {
            throw refusal("dns", name, "it must begin with the name of the account, \(account.lowercased())")
        }
        guard domain.isEmpty || lowered.hasSuffix("." + domain) else {
            throw refusal(
                "dns",
                name,
                "it must end in .\(domain), the domain of this installation (serve --domain); for other names, use a template whose requests bring them"
            )
        }
    }

    /// The fewest characters of a new password; an older password stays as it is. Failed sign-ins wait longer and longer, so this number is
    /// enough online.
    static let shortestPassword = 10

    /// - Throws: `DirectoryError.invalidName` for a short password, and for control characters, because a client sends these octets by HTTP
    ///   Basic, which cannot carry them (RFC 7617 §2).
    static func check(password: [UInt8]) throws {
        let length = String(decoding: password, as: UTF8.self).count
        guard length >= shortestPassword else {
            throw DirectoryError(
                .invalidName,
                "The password has \(length) characters; a new one needs at least \(shortestPassword), so that it cannot be guessed. Choose a longer one."
            )
        }
        guard password.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw DirectoryError(
                .invalidName,
                "A password cannot have control characters, because HTTP Basic cannot carry them. Choose another."
            )
        }
    }

    private static func checkAddress(_ field: String, _ value: String) throws {
        guard value.split(separator: "@", omittingEmptySubsequences: false).map(\.isEmpty) == [false, false] else {
            throw refusal(field, value, "it must have the form name@domain")
        }
    }

    private static func checkText(_ field: String, _ value: String, refusing refused: String = "", longest: Int) throws {
        let scalars = value.unicodeScalars
        let isClean = !scalars.contains { AttributeSyntax.isForbidden($0) || refused.unicodeScalars.contains($0) }
        // Two names that look the same and differ in their scalars would be two accounts for one reader and one for another.
        guard scalars.elementsEqual(value.precomposedStringWithCanonicalMapping.unicodeScalars) else {
            throw refusal(field, value, "its accents must be one character with their letter (Unicode normalization form C)")
        }
        guard !value.isEmpty, scalars.count <= longest, isClean, scalars.first != " ", scalars.last != " " else {
            let which = refused.isEmpty ? "" : ", and none of \(refused)"
            throw refusal(
                field,
                value,
                "it must have 1 to \(longest) characters, no control or invisible characters, no blanks at its ends\(which)"
            )
        }
    }

    /// The value is quoted with its control characters escaped, and cut, because it may be shown on a terminal.
    private static func refusal(_ field: String, _ value: String, _ why: String) -> DirectoryError {
        let shown = String(String.UnicodeScalarView(value.unicodeScalars.prefix(100)))
        return DirectoryError(.invalidName, "\(field) is \"\(ControlText.visible(shown))\"; \(why).")
    }
}
