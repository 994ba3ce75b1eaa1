package import CAInterface
import PKICrypto
package import PKIFormats

/// Keys and certificates by the names that command lines and policy files give them.
extension EnrollmentStore {
    /// Gives a key a container name. Source: "certreq" command reference, KeyContainer.
    package func nameContainer(_ name: String, key: KeyReference) throws(CAError) {
        try ClientFile.makeFolder(directory + "/containers")
        let line = key.provider + "\n" + key.name + "\n"
        try ClientFile.write(Array(line.utf8), to: containerPath(name))
    }

    /// The key that has the container name.
    package func container(named name: String) throws(CAError) -> KeyReference? {
        guard let bytes = try ClientFile.read(containerPath(name)) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count == 2 else { return nil }
        return KeyReference(provider: lines[0], name: lines[1])
    }

    private func containerPath(_ name: String) -> String {
        directory + "/containers/" + Hex.encode(Digest.sha256(Array(name.lowercased().utf8))) + ".name"
    }

    /// The certificates that an identifier names: a thumbprint or a serial number in hex, else a common name, template, purpose, e-mail address,
    /// user principal name, DNS name or friendly name. The one that is valid longest is first. Source: "certreq" command reference, -cert.
    package func certificates(identifiedBy text: String) throws(CAError) -> [(installed: InstalledCertificate, certificate: Certificate)] {
        let all = try certificates().compactMap { installed in
            (try? Certificate(derEncoded: installed.certificate)).map { (installed: installed, certificate: $0) }
        }
        let digits = text.lowercased().filter { !$0.isWhitespace && $0 != ":" }
        func serial(_ text: String) -> Substring { text.drop { $0 == "0" } }
        let exact = all.filter {
            Hex.encode(Digest.sha1($0.installed.certificate)) == digits || Hex.encode(Digest.sha256($0.installed.certificate)) == digits
                || (digits.allSatisfy(\.isHexDigit) && serial($0.certificate.serialHex.lowercased()) == serial(digits))
        }
        let wanted = text.lowercased()
        let found = exact.isEmpty ? all.filter { Self.names(of: $0.installed, $0.certificate).contains(wanted) } : exact
        return found.sorted { $0.certificate.notAfter > $1.certificate.notAfter }
    }

    private static func names(of installed: InstalledCertificate, _ certificate: Certificate) -> Set<String> {
        var names = [installed.template, installed.friendlyName, certificate.subject.commonName].compactMap { $0 }
        if let alternative = try? certificate.value(of: SubjectAlternativeName.self)?.names {
            for name in alternative {
                switch name {
                case .dnsName(let text), .rfc822Name(let text): names.append(text)
                default: if let text = name.userPrincipalName { names.append(text) }
                }
            }
        }
        if let purposes = try? certificate.value(of: ExtendedKeyUsage.self)?.purposes { names += purposes.map(\.dotted) }
        return Set(names.map { $0.lowercased() })
    }

    /// Removes an installed certificate, and its key when nothing else of the store needs it.
    package func remove(_ installed: InstalledCertificate, keepingKey: Bool) throws(CAError) {
        ClientFile.remove(directory + "/certificates/" + Hex.encode(Digest.sha1(installed.certificate)) + ".json")
        guard !keepingKey, let key = installed.key, key.provider == StoreKeyProvider.name else { return }
        let others = try certificates().compactMap(\.key) + requests().map(\.key)
        if !others.contains(key) { ClientFile.remove(directory + "/keys/\(key.name).key") }
    }
}
