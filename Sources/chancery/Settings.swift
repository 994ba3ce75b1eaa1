import Foundation
import FrontEnds
import Logging
import PKIFormats

/// Everything `chancery serve` can be told. Policy is not here: it is data, under audit. ``SettingDefinition/all`` says how each is named and read.
struct Settings: Sendable {
    var dataDirectory: String = "./chancery-data"
    var https = ListenAddress(host: "127.0.0.1", port: 8443)
    var http = ListenAddress(host: "127.0.0.1", port: 8080)
    /// What the server is reached by, first the one for config strings. `localhost`, 127.0.0.1 and ::1 are always in its certificate.
    var hosts: [ServerName] = []
    /// The directory's domain suffix; derived from the host name when nil.
    var domain: String?
    /// What CDP and AIA URLs begin with; fixed at first start.
    var publicHTTP: String?
    /// Where public copies of lists and CA certificates are written; `DIR/published` when nil.
    var publishTo: String?
    var organization = "Chancery"
    var singleOperator = false
    /// Where the passphrase of the issuing and server keys, and that of the root key, come from; generated beside the keys when nil.
    var passphraseFile: String?
    var passphraseDescriptor: Int32?
    var asksPassphrase = false
    var rootPassphraseFile: String?
    var passphrase: [UInt8]?
    var rootPassphrase: [UInt8]?
    var limits = ListenerLimits()
    /// Connections from there begin with a PROXY header that names the client.
    var trustedProxies: [AddressBlock] = []
    var cmREST = CMRESTSettings()
    var logLevel = Logger.Level.notice
    var logFormat = LineLogHandler.Format.line

    /// The host name of this machine, lower case, as the operating system knows it.
    static var machineName: String {
        let name = ProcessInfo.processInfo.hostName.lowercased()
        return name.isEmpty ? "localhost" : name
    }

    /// The domain suffix: given, else what follows the first dot of the host name, else a private one (`internal` is reserved for private use).
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

    /// The domain part of `DOMAIN\name`: the first label of the suffix, upper case, at most 15 characters.
    var domainName: String { String(domainSuffix.split(separator: ".").first ?? "CHANCERY").uppercased().prefix(15).description }

    /// The DNS name of this machine inside the domain. What a DNS name cannot have in it is a hyphen here: systems name machines `build_7` too.
    var machineDNSName: String {
        let first = Settings.machineName.split(separator: ".").first.map(String.init) ?? "localhost"
        let label = (first == "localhost" ? "server" : first).replacing("_", with: "-")
        guard case .dns(let name)? = try? ServerName(label + "." + domainSuffix) else { return "server." + domainSuffix }
        return name
    }

    /// The host in config strings.
    var configHost: String { hosts.first?.description ?? (https.isLoopback ? "localhost" : machineDNSName) }

    /// The host relying parties fetch CRLs from, as URLs write it: what we listen on, unless that is every address or a better name is known.
    func publicHost(_ http: ListenAddress) -> String {
        if let first = hosts.first, !http.isLoopback { return HostAndPort.urlHost(first.description) }
        return http.isWildcard ? machineDNSName : HostAndPort.urlHost(http.host)
    }

    /// What the server's certificate names, beside the loopback addresses.
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
