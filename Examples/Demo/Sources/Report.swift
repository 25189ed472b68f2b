import Foundation

/// Prints one line for each check, and counts.
struct Report {
    private(set) var passed = 0
    private(set) var failed = 0
    private(set) var skipped = 0

    func begin(_ heading: String) {
        print("\n\(heading)")
    }

    /// `body` returns what happened, or throws ``Skipped`` or what went wrong.
    mutating func check(_ name: String, _ body: () throws -> String) {
        do {
            let outcome = try body()
            passed += 1
            line("✓", name, outcome)
        } catch let skip as Skipped {
            skipped += 1
            line("-", name, "skipped: \(skip.reason)")
        } catch {
            failed += 1
            line("✗", name, "\(error)")
        }
    }

    func end() {
        print("\n\(passed) passed, \(failed) failed, \(skipped) skipped")
    }

    private func line(_ mark: String, _ name: String, _ text: String) {
        print("  \(mark) \(name)\(String(repeating: " ", count: max(1, 22 - name.count)))\(text)")
        // What a check ended with is to be seen while the next one runs.
        fflush(nil)
    }
}

/// A check that cannot be made here.
struct Skipped: Error {
    let reason: String
}

/// A check that went wrong.
struct Failed: Error, CustomStringConvertible {
    let description: String
}

func expect(_ condition: Bool, _ description: @autoclosure () -> String) throws {
    if !condition { throw Failed(description: description()) }
}

extension Duration {
    var inMilliseconds: String {
        formatted(.units(allowed: [.milliseconds], width: .narrow, fractionalPart: .show(length: 1)))
    }
}
