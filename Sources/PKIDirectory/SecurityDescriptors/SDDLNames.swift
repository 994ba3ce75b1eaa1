/// The two-letter words of SDDL. Source: MS-DTYP §2.5.1.1 "Syntax".
enum SDDLNames {
    /// Rights in the order in which Windows prints them. A mask that is exactly one of the sets of `sets` is printed as that set.
    static let rights: [(word: String, mask: UInt32)] = [
        ("CC", 0x1), ("DC", 0x2), ("LC", 0x4), ("SW", 0x8), ("RP", 0x10), ("WP", 0x20), ("DT", 0x40), ("LO", 0x80), ("CR", 0x100),
        ("SD", 0x1_0000), ("RC", 0x2_0000), ("WD", 0x4_0000), ("WO", 0x8_0000),
        ("GA", 0x1000_0000), ("GX", 0x2000_0000), ("GW", 0x4000_0000), ("GR", 0x8000_0000),
    ]

    /// Sets of rights for files, registry keys and integrity labels. They are read; a mask is printed by its single rights.
    static let sets: [(word: String, mask: UInt32)] = [
        ("FA", 0x1F_01FF), ("FR", 0x12_0089), ("FW", 0x12_0116), ("FX", 0x12_00A0),
        ("KA", 0xF_003F), ("KR", 0x2_0019), ("KW", 0x2_0006), ("KX", 0x2_0019),
        ("NR", 0x2), ("NW", 0x1), ("NX", 0x4),
    ]

    static let kinds: [(word: String, kind: AccessControlEntry.Kind)] = [
        ("A", .allow), ("D", .deny), ("AU", .audit), ("OA", .allowObject), ("OD", .denyObject), ("OU", .auditObject),
        ("ML", .init(rawValue: 0x11)), ("SP", .init(rawValue: 0x13)),
    ]

    static let flags: [(word: String, flag: AccessControlEntry.Flags)] = [
        ("OI", .objectInherit), ("CI", .containerInherit), ("NP", .noPropagateInherit), ("IO", .inheritOnly), ("ID", .inherited),
        ("SA", .successfulAccess), ("FA", .failedAccess),
    ]

    /// Accounts whose identifier is the same everywhere.
    static let accounts: [(word: String, identifier: String)] = [
        ("AA", "S-1-5-32-579"), ("AC", "S-1-15-2-1"), ("AN", "S-1-5-7"), ("AO", "S-1-5-32-548"), ("AS", "S-1-18-1"), ("AU", "S-1-5-11"),
        ("BA", "S-1-5-32-544"), ("BG", "S-1-5-32-546"), ("BO", "S-1-5-32-551"), ("BU", "S-1-5-32-545"), ("CD", "S-1-5-32-574"),
        ("CG", "S-1-3-1"), ("CO", "S-1-3-0"), ("CY", "S-1-5-32-569"), ("ED", "S-1-5-9"), ("ER", "S-1-5-32-573"), ("ES", "S-1-5-32-576"),
        ("HA", "S-1-5-32-578"), ("HI", "S-1-16-12288"), ("IS", "S-1-5-32-568"), ("IU", "S-1-5-4"), ("LS", "S-1-5-19"),
        ("LU", "S-1-5-32-559"), ("LW", "S-1-16-4096"), ("ME", "S-1-16-8192"), ("MP", "S-1-16-8448"), ("MS", "S-1-5-32-577"),
        ("MU", "S-1-5-32-558"), ("NO", "S-1-5-32-556"), ("NS", "S-1-5-20"), ("NU", "S-1-5-2"), ("OW", "S-1-3-4"), ("PO", "S-1-5-32-550"),
        ("PS", "S-1-5-10"), ("PU", "S-1-5-32-547"), ("RA", "S-1-5-32-575"), ("RC", "S-1-5-12"), ("RD", "S-1-5-32-555"),
        ("RE", "S-1-5-32-552"), ("RM", "S-1-5-32-580"), ("RU", "S-1-5-32-554"), ("SI", "S-1-16-16384"), ("SO", "S-1-5-32-549"),
        ("SS", "S-1-18-2"), ("SU", "S-1-5-6"), ("SY", "S-1-5-18"), ("WD", "S-1-1-0"), ("WR", "S-1-5-33"),
    ]

    /// Accounts of the domain, by their relative identifier. `EA`, `RO` and `SA` are accounts of the forest's root domain; here that is the same domain.
    static let domainAccounts: [(word: String, relativeID: UInt32)] = [
        ("AP", 525), ("CA", 517), ("CN", 522), ("DA", 512), ("DC", 515), ("DD", 516), ("DG", 514), ("DU", 513), ("EA", 519), ("EK", 527),
        ("KA", 526), ("LA", 500), ("LG", 501), ("PA", 520), ("RO", 498), ("RS", 553), ("SA", 518),
    ]

    static let daclControl: [(word: String, control: SecurityDescriptor.Control)] = [
        ("P", .daclProtected), ("AR", .daclInheritanceRequested), ("AI", .daclAutoInherited),
    ]

    static let saclControl: [(word: String, control: SecurityDescriptor.Control)] = [
        ("P", .saclProtected), ("AR", .saclInheritanceRequested), ("AI", .saclAutoInherited),
    ]

    /// The word of a null list.
    static let nullList = "NO_ACCESS_CONTROL"
}
