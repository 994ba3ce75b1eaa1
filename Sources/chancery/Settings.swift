import Foundation
import FrontEnds

/// Everything `chancery serve` can be told. Policy is not here: it is data, under audit.
struct Settings: Sendable {
    var dataDirectory: String = "./chancery-data"
    var https = ListenAddress(host: "127.0.0.1", port: 8443)
    var http = ListenAddress(host: "127.0.0.1", port: 8080)
    /// Names the server is reached by, first the one for config strings. `localhost`, 127.0.0.1 and ::1 are always in its certificate.
    var hosts: [String] = []
    /// The directory's domain suffix; derived from the host name when nil.
    var domain: String?
    /// What CDP and AIA URLs begin with; fixed at first start.
    var publicHTTP: String?
    var organization = "Chancery"
    var singleOperator = false
    /// Where the passphrase of the issuing and server keys, and that of the root key, come from; generated beside the keys when nil.
    var passphrase: [UInt8]?
    var rootPassphrase: [UInt8]?
    var logLevel = "notice"
    /// Connections from there begin with a PROXY header that names the client.
    var trustedProxies: [AddressBlock] = []

    /// The host name of this machine, lower case, as the operating system knows it.
    static var machineName: String {
        let name = ProcessInfo.processInfo.hostName.lowercased()
        return name.isEmpty ? "localhost" : name
    }

    /// The domain suffix: given, else what follows the first dot of the host name, else a private one (`internal` is reserved for private use).
    var domainSuffix: String {
        if let domain { return domain.lowercased() }
        let labels = Settings.machineName.split(separator: ".")
        guard labels.count > 2 || (labels.count == 2 && labels[1] != "local" && labels[1] != "localdomain") else {
            return "chancery.internal"
        }
        return labels.dropFirst().joined(separator: ".")
    }

    /// The domain part of `DOMAIN\name`: the first label of the suffix, upper case, at most 15 characters.
    var domainName: String { String(domainSuffix.split(separator: ".").first ?? "CHANCERY").uppercased().prefix(15).description }

    /// The DNS name of this machine inside the domain.
    var machineDNSName: String {
        let first = Settings.machineName.split(separator: ".").first.map(String.init) ?? "localhost"
        return (first == "localhost" ? "server" : first) + "." + domainSuffix
    }

    /// The host in config strings.
    var configHost: String { hosts.first ?? (https.isLoopback ? "localhost" : machineDNSName) }
}
