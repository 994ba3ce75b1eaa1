/// The programs and secrets that the operator of the machine keeps for modules and receivers.
package protocol ModuleDirectory: Sendable {
    /// Why a program cannot be run now, with what to do; nil when it can.
    func faultOfProgram(_ file: String) -> String?
    /// Why a secret cannot be used now, with what to do; nil when it can.
    func faultOfSecret(_ file: String) -> String?
}

/// A module or receiver that could not be used, in words for whoever administers the authority.
package struct ModuleError: Error, Hashable, CustomStringConvertible {
    /// A sentence without a path of the machine.
    package let reason: String
    /// The act that the operator of the machine performs.
    package let remedy: String

    package init(_ reason: String, remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }

    package var description: String { reason + " " + remedy }
}

extension ExitReceiver {
    func fault(in modules: any ModuleDirectory) -> String? {
        switch destination {
        case .command(let file): modules.faultOfProgram(file)
        case .webhook(_, let secretFile): modules.faultOfSecret(secretFile)
        case .mail: nil
        }
    }
}

/// A module or receiver that an authority names and that cannot be used.
package struct ModuleFault: Sendable, Hashable {
    /// `policy module` or `exit receiver NAME`.
    package let user: String
    package let effect: String
    /// Without the end of its sentence.
    package let reason: String
    package let remedy: String
}

extension StoredAuthority {
    /// The faults of its policy module and its exit receivers.
    package func moduleFaults(in modules: any ModuleDirectory) -> [ModuleFault] {
        let tree = ConfigurationTree(authority: self)
        var faults: [ModuleFault] = []
        let command = tree.text("ModuleCommand", .policy)
        if !command.isEmpty, let reason = modules.faultOfProgram(command) {
            let isDenied = tree.text("ModuleFailure", .policy) == "denied"
            faults.append(
                ModuleFault(
                    user: "policy module",
                    effect: isDenied ? "Every request is denied." : "Every request waits for an officer, also when one approves it.",
                    reason: reason,
                    remedy: "Put the file back, or ask no module: chancery authority config set 'policy\\ModuleCommand' ''"
                )
            )
        }
        for receiver in tree.receivers {
            guard let reason = receiver.fault(in: modules) else { continue }
            faults.append(
                ModuleFault(
                    user: "exit receiver \(receiver.name)",
                    effect: "It gets no events; they wait.",
                    reason: reason,
                    remedy: "Put the file back, or end it: chancery exit remove \(receiver.name)"
                )
            )
        }
        return faults
    }
}
