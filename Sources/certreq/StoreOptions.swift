import ArgumentParser
import CAInterface
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto

/// The options that name the store of keys and requests.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The store; ~/.local/share/chancery/user, or /var/lib/chancery-client with --machine.", valueName: "dir"),
        completion: .directory
    )
    var store: String?

    @Flag(name: .long, help: "The machine's store.")
    var machine = false

    /// The stores of the option, of the client configuration, or the standard ones. A configuration that cannot be read has been reported by then.
    var location: EnrollmentStore.Location {
        if let store { return EnrollmentStore.Location(directory: store) }
        var location = EnrollmentStore.Location.standard(environment: ProcessInfo.processInfo.environment)
        if let configuration = try? ClientConfiguration.load(mayMiss: true) {
            location.user = configuration.userStore ?? location.user
            location.machine = configuration.machineStore ?? location.machine
        }
        return location
    }

    /// An enrollment over these stores, with the cryptography of this program.
    func enrollment(
        server: (any EnrollmentServer)? = nil,
        anchors: [[UInt8]] = [],
        legacy: (any LegacyCiphers)? = nil
    ) -> X509Enrollment {
        X509Enrollment(
            stores: location,
            server: server,
            keys: ProgramKeys(),
            anchors: anchors,
            legacy: legacy,
            verifier: OpenSSLVerifier()
        )
    }

    func validate() throws {
        do { _ = try ClientConfiguration.load(mayMiss: true) } catch let error as CAError { throw ValidationError(error.message) }
    }

    /// The stores that may have the request: the one asked for and, for a user, also the machine's, because a policy file may say
    /// MachineKeySet.
    var directories: [String] {
        machine || location.machine == location.user ? [location.machine] : [location.user, location.machine]
    }

    var context: X509CertificateEnrollmentContext { machine ? .machine : .user }
}
