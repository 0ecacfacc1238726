import Foundation
import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionFigures
import SuperpositionLearning
import SuperpositionTheory

/// What there is, for `superpose list`.
public enum Inventory: String, CaseIterable, Sendable {
  /// The decoders and their options.
  case decoders
  /// The learners and their options.
  case learners
  /// The theory curves.
  case curves
  /// The kinds of experiments.
  case kinds
  /// The keys of experiment files, which are the flags of grid commands, and those of figures.
  case keys
  /// The columns of each kind of result.
  case columns
  /// The experiment files of a folder.
  case experiments
  /// The kernel tiers, and which is in use.
  case kernels

  /// A column of a kind of result and what it says.
  public typealias Entry = ColumnDescription
  /// One thing and what it is, in a line.
  public typealias Line = (name: String, summary: String)

  /// The things of this sort.
  ///
  /// - Parameter experiments: the folder of experiment files.
  /// - Throws: `ExperimentError` (66) if that folder is asked for and missing.
  public func entries(experiments folder: String) throws -> [Line] {
    switch self {
    case .decoders:
      DecoderCatalog.families.flatMap { family in
        [(family.name, family.summary)]
          + family.options.map { ("\(family.name):\($0.name)", $0.summary) }
      }
    case .learners:
      LearnerCatalog.families.flatMap { family in
        [(family.name, family.summary)]
          + family.options.map {
            ("\(family.name):\($0.name)=\(NumberFormat.exact($0.standard))", $0.summary)
          }
      }
    case .curves: TheoryCurve.all.map { ($0.name, $0.summary) }
    case .kinds: Questions.all.map { ($0.name, $0.summary) }
    case .keys:
      Keys.all.map { key in
        let kinds = Questions.all.filter { $0.keys.contains { $0.name == key.name } }.map(\.name)
        return (
          key.letter.map { "\(key.name), \($0)" } ?? key.name,
          "\(key.helpWithDefault) For \(kinds.joined(separator: ", "))."
        )
      }
        + FigureKeys.all.flatMap { group in
          group.entries.map { ("\(group.place): \($0.name)", $0.help) }
        }
    case .columns:
      Questions.all.flatMap { question in
        question.columns.map { ("\(question.name) \($0.name)", $0.summary) }
      }
    case .experiments: try Self.experiments(in: folder)
    case .kernels:
      KernelTier.allCases.map { tier in
        let state =
          tier == .inUse
          ? "in use" : tier.isAvailable ? "available" : "not on this machine"
        return (tier.rawValue, state)
      }
    }
  }

  private static func experiments(in folder: String) throws -> [Line] {
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw ExperimentError(
        .missingInput,
        "\(folder): there is no such folder of experiments; name one with --experiments")
    }
    return files.filter { $0.hasSuffix(".yml") }.sorted().map { file in
      let name = String(file.dropLast(4))
      do {
        let path = "\(folder)/\(file)"
        return (
          name,
          try Experiment(contentsOf: path, readsDictionaries: false, allowsCommands: true).title
        )
      } catch let error as ExperimentError {
        return (name, "cannot be read: \(error.message)")
      } catch {
        return (name, "cannot be read")
      }
    }
  }
}
