// Descriptions of numbers and bits that have names.

extension RawRepresentable where Self: Equatable {
    /// The value's name, or its number if it has none here.
    func describe(_ names: KeyValuePairs<Self, String>) -> String {
        names.first { $0.key == self }?.value ?? "\(rawValue)"
    }
}

extension OptionSet where RawValue: FixedWidthInteger {
    /// The names of the bits, in the order of `names`, and the bits that have none here as one number:
    /// `[readable, hungUp, 0x40]`.
    func describe(_ names: KeyValuePairs<Self, String>) -> String {
        var rest = rawValue
        var found: [String] = []
        for (bits, name) in names where bits.rawValue != 0 && rest & bits.rawValue == bits.rawValue {
            found.append(name)
            rest &= ~bits.rawValue
        }
        if rest != 0 { found.append("0x" + String(RawValue.Magnitude(truncatingIfNeeded: rest), radix: 16)) }
        return "[" + found.joined(separator: ", ") + "]"
    }
}
