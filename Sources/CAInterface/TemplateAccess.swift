public import PKIDirectory

/// Why a principal has, or has not, the rights to a template.
public struct TemplateAccess: Hashable, Sendable {
    /// One right, and the entry that decides about it.
    public struct Decision: Hashable, Sendable {
        /// `Read`, `Enroll`, `AutoEnroll` or `Write`.
        public let right: String
        /// The object of the right: the template, or the authority.
        public let isOfAuthority: Bool
        public let isAllowed: Bool
        /// The deciding entry; nil when no entry is for the principal.
        public let entry: AccessControlList.Entry?
        /// The trustee's name as the directory knows it.
        public let trustee: String?
        /// How the entry applies: to the account itself, through a group, or to everybody.
        public let membership: String?
        /// What would have to change to turn the decision around.
        public let remedy: String

        public init(
            right: String,
            isOfAuthority: Bool,
            isAllowed: Bool,
            entry: AccessControlList.Entry?,
            trustee: String?,
            membership: String?,
            remedy: String
        ) {
            self.right = right
            self.isOfAuthority = isOfAuthority
            self.isAllowed = isAllowed
            self.entry = entry
            self.trustee = trustee
            self.membership = membership
            self.remedy = remedy
        }
    }

    public let template: String
    public let authority: String
    /// `DOMAIN\name`.
    public let principal: String
    /// Whether a request of this principal passes the checks of rights and of the template's state.
    public let mayEnroll: Bool
    public let decisions: [Decision]
    /// Everything else that forbids enrollment: not published, retired, disabled, a rule that is broken.
    public let obstacles: [String]

    public init(template: String, authority: String, principal: String, mayEnroll: Bool, decisions: [Decision], obstacles: [String]) {
        self.template = template
        self.authority = authority
        self.principal = principal
        self.mayEnroll = mayEnroll
        self.decisions = decisions
        self.obstacles = obstacles
    }
}
