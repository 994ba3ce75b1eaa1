import CertCli
import SmartCards

/// Which slot takes the key of which generation option. Source: NIST SP 800-73-4 part 1 §3.1 for what each slot is for.
struct SlotPlan {
    /// Slots with a certificate, before the workflow.
    private let occupied: Set<PIVSlot>
    private var taken: Set<PIVSlot> = []

    init(occupied: Set<PIVSlot>) { self.occupied = occupied }

    /// A key that signs goes where it is looked for, and its predecessor is replaced. A key that decrypts never replaces another: old messages
    /// still need that one, so it goes into a free slot.
    /// - Returns: nil when the card is full.
    mutating func slot(for option: CertificateManagementClient.GenerationOption) -> PIVSlot? {
        let decrypts = option.keyUsages & 2 == 0 && option.keyUsages & 5 != 0
        let candidates: [PIVSlot] =
            decrypts
            ? ([.keyManagement] + (1...20).map { .retired($0) }).filter { !occupied.contains($0) }
            : [.authentication, .signature] + (1...20).map { .retired($0) }.filter { !occupied.contains($0) }
        guard let slot = candidates.first(where: { !taken.contains($0) }) else { return nil }
        taken.insert(slot)
        return slot
    }

    mutating func take(_ slot: PIVSlot) { taken.insert(slot) }
}
