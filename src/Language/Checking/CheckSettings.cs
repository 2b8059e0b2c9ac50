using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What the checker must know about a file besides its text.</summary>
/// <param name="Namespace">
/// What every definition of the file must be named after (see <see cref="ModuleFile.NamespaceOf"/>), or null
/// when the file is not one of a module's.
/// </param>
/// <param name="Strict">Severity of what the setting <c>strict</c> governs; null to pass over it.</param>
public sealed record CheckSettings(string? Namespace = null, Severity? Strict = Severity.Error);
