using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What a host has of a resource: findings by property.</summary>
/// <example><c>new Observed { ["ensure"] = "present", ["uid"] = 1000 }</c></example>
public sealed class Observed
{
    private readonly Dictionary<string, Finding> findings = [];
    private ImmutableArray<(LogLevel Level, string Line)> remarks = [];

    /// <summary>The resource is not there.</summary>
    public static Observed Absent => new() { ["ensure"] = "absent" };

    /// <summary>Whether there is a resource whose properties can be compared.</summary>
    public bool IsPresent => Find("ensure") is not { Value: StringValue { Text: "absent" or "purged" } };

    /// <summary>Why the provider could look at none of its resources, or null.</summary>
    public string? CannotLook { get; init; }

    /// <summary>What the log of the run shall say of the look itself.</summary>
    public IReadOnlyList<(LogLevel Level, string Line)> Remarks => remarks;

    [DisallowNull]
    public Value? this[string property]
    {
        get => Find(property)?.Value;
        set => findings[property] = new Finding(value);
    }

    public Finding? Find(string property) => findings.GetValueOrDefault(property);

    /// <summary>Sets a finding that knows more than its value.</summary>
    public void Set(string property, Finding finding) => findings[property] = finding;

    public void Remark(LogLevel level, string line) => remarks = remarks.Add((level, line));
}

/// <summary>What a host has of one property.</summary>
/// <param name="Value">As the manifest would say it; the text <c>absent</c> for nothing.</param>
public sealed record Finding(Value Value)
{
    /// <summary>What stands for a value that is not shown.</summary>
    public const string Redacted = "[redacted sensitive information]";

    /// <summary>Whether the values are shown to those only who may see differences.</summary>
    public bool IsShownAsDiff { get; init; }

    /// <summary>The provider's verdict, where equality cannot tell (<c>latest</c>, a mode like <c>u+w</c>);
    /// null leaves it to the engine.</summary>
    public bool? IsInSync { get; init; }

    /// <summary>
    /// The wanted state as it is shown, when the manifest's own word would mislead (a digest, a version), or
    /// as it follows from elsewhere when the manifest says nothing (the kind of a <c>source</c>).
    /// </summary>
    public Value? Becomes { get; init; }

    /// <summary>The present state as it is shown, where the reference does not quote it as a
    /// value.</summary>
    public string? Before { get; init; }

    /// <summary>The wanted state as it is shown, where the reference does not quote it as a value.</summary>
    public string? After { get; init; }

    /// <summary>The present state as reports keep it, where that is not what sentences show.</summary>
    public Value? Reported { get; init; }

    /// <summary>The wanted state as reports keep it, where that is not what sentences show.</summary>
    public Value? ReportedWanted { get; init; }

    /// <summary>Makes the difference as a unified diff, for those who may see it.</summary>
    public Func<string>? Diff { get; init; }

    /// <summary>The sentence for the change once it is made, where the general one would not do.</summary>
    public Func<string>? Sentence { get; init; }

    /// <summary>What reports call the change, where its type has a word for it.</summary>
    public Func<string>? EventName { get; init; }

    /// <summary>Why it could not be compared with what is wanted, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the value is a secret because another attribute is one.</summary>
    public bool IsSecret { get; init; }
}
