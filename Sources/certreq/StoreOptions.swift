import ArgumentParser
import CertEnroll
import Foundation

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

    var location: EnrollmentStore.Location {
        store.map { EnrollmentStore.Location(directory: $0) } ?? .standard(environment: ProcessInfo.processInfo.environment)
    }

    /// The stores that may have the request: the one asked for and, for a user, also the machine's, because a policy file may say
    /// MachineKeySet.
    var directories: [String] {
        machine || location.machine == location.user ? [location.machine] : [location.user, location.machine]
    }

    var context: X509CertificateEnrollmentContext { machine ? .machine : .user }
}
