import CACore
import Foundation
import FrontEnds
import Logging
import PKIFormats

/// All settings of `chancery serve`. Policy is not here: it is data, and changes to it are recorded. ``SettingDefinition/all`` says how each
/// setting is named and read.
struct Settings: Sendable {
    var dataDirectory: String = "./chancery-data"
    var https = ListenAddress(host: "127.0.0.1", port: 8443)
    var http = ListenAddress(host: "127.0.0.1", port: 8080)
    /// The names of this server; the first one is for config strings. Its certificate always has `localhost`, 127.0.0.1 and ::1 too.
    var hosts: [ServerName] = []
    /// The directory's domain suffix; derived from the host name when nil.
    var domain: String?
    /// The beginning of CDP and AIA URLs; fixed at first start.
    var publicHTTP: String?
    /// The directory for public copies of lists and CA certificates; `DIR/published` when nil.
    var publishTo: String?
    /// The `postgresql://` URL of the database; the one that `DIR/store` remembers, or SQLite in the data directory, when nil.
    var store: String?
    /// The file with the password of the database.
    var storePasswordFile: String?
    /// The name of this node among those of the database; the remembered one, or the machine's, when nil.
    var node: String?
    /// Brings the schema of the database up to date before the start.
    var migratesStore = false
    /// Refuses to start when commits wait for no standby.
    var requiresSynchronousStandby = false
    var organization = "Chancery"
    var singleOperator = false
    /// The sources of the passphrase of the issuing and server keys, and of the root key's; when nil, a passphrase is made and kept beside
    /// the keys.
    var passphraseFile: String?
    var passphraseDescriptor: Int32?
    var asksPassphrase = false
    var rootPassphraseFile: String?
    var passphrase: [UInt8]?
    var rootPassphrase: [UInt8]?
    var limits = ListenerLimits()
    /// Connections from these addresses begin with a PROXY header that names the client.
    var trustedProxies: [AddressBlock] = []
    /// Who signs the checkpoints of the record too, and how many of them must; all when nil.
    var witnesses: [Witness] = []
    var witnessQuorum: Int?
    var cmREST = CMRESTSettings()
    /// PFX files are protected by triple DES, for clients that read nothing else.
    var givesLegacyPFX = false
    /// Name or SID of the group whose members may get keys, answers and PINs of cards; everybody who executes their request when nil.
    var cardSecretsGroup: String?
    var tokens = TokenSettings()
    var mail = MailSettings()
    var pkcs11 = PKCS11Settings()
    var logLevel = Logger.Level.notice
    var logFormat = LineLogHandler.Format.line

    /// The host name of this machine, in lowercase, from the operating system.
    static var machineName: String {
        let name = ProcessInfo.processInfo.hostName.lowercased()
        return name.isEmpty ? "localhost" : name
    }

    static func isNodeName(_ text: String) -> Bool {
        (1...50).contains(text.utf8.count)
            && text.utf8.allSatisfy { octet in
                (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
                    || [0x2D, 0x2E, 0x5F].contains(octet)
            }
    }

    /// The domain suffix: the given one, or the part of the host name after the first dot, or `internal`, which is reserved for private use.
    var domainSuffix: String {
        if let domain { return domain }
        let labels = Settings.machineName.split(separator: ".")
        guard labels.count > 2 || (labels.count == 2 && labels[1] != "local" && labels[1] != "localdomain") else {
            return "chancery.internal"
        }
        let suffix = labels.dropFirst().joined(separator: ".")
        guard case .dns? = try? ServerName(suffix) else { return "chancery.internal" }
        return suffix
    }

    /// The domain part of `DOMAIN\name`: the first label of the suffix, in uppercase, at most 15 characters.
    var domainName: String { String(domainSuffix.split(separator: ".").first ?? "CHANCERY").uppercased().prefix(15).description }

    /// The DNS name of this machine inside the domain. A character that a DNS name cannot have becomes a hyphen, because systems also allow
    /// host names such as `build_7`.
    var machineDNSName: String {
        let first = Settings.machineName.split(separator: ".").first.map(String.init) ?? "localhost"
        let label = (first == "localhost" ? "server" : first).replacing("_", with: "-")
        guard case .dns(let name)? = try? ServerName(label + "." + domainSuffix) else { return "server." + domainSuffix }
        return name
    }

    /// The host in config strings.
    var configHost: String { hosts.first?.description ?? (https.isLoopback ? "localhost" : machineDNSName) }

    /// The host in the URLs from which relying parties fetch CRLs: the listener's address, unless that means every address or a better name
    /// is known.
    func publicHost(_ http: ListenAddress) -> String {
        if let first = hosts.first, !http.isLoopback { return HostAndPort.urlHost(first.description) }
        return http.isWildcard ? machineDNSName : HostAndPort.urlHost(http.host)
    }

    /// The names in the server's certificate, besides the loopback addresses.
    var certificateNames: (dns: [String], ip: [[UInt8]]) {
        let machine = [machineDNSName, Settings.machineName, https.isWildcard ? "localhost" : https.host, "localhost"]
        var dns: [String] = []
        var ip: [[UInt8]] = [[127, 0, 0, 1], [UInt8](repeating: 0, count: 15) + [1]]
        for name in hosts + machine.compactMap({ try? ServerName($0) }) {
            switch name {
            case .dns(let name): if !dns.contains(name) { dns.append(name) }
            case .ip(let octets): if !ip.contains(octets) { ip.append(octets) }
            }
        }
        return (dns, ip)
    }
}
