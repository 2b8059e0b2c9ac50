using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The properties of one resource that differ, in the order of its type's roster, and the way a provider
/// tells
/// how it got on with them.
/// </summary>
public sealed class ChangeSet(
    ImmutableArray<PropertyChange> changes,
    Action<LogLevel, string, string?> log,
    Action<LogLevel, string> logPlainly
)
{
    private readonly HashSet<string> told = [];

    /// <summary>Hears of each change that is made, or fails, by itself.</summary>
    internal Action<PropertyChange, HostException?> OnOutcome { get; set; } = (_, _) => { };

    public ImmutableArray<PropertyChange> All { get; } = changes;

    /// <summary>The change of a property, or null when it is as desired.</summary>
    public PropertyChange? this[string property] => All.FirstOrDefault(change => change.Property == property);

    public bool Contains(string property) => this[property] is not null;

    /// <summary>Whether the resource is to be made from nothing.</summary>
    public bool Creates =>
        this["ensure"] is { DesiredText: not ("absent" or "purged") } change
        && change.Found.Value.ToString() is "absent" or "purged";

    /// <summary>Whether the resource is to go.</summary>
    public bool Removes => this["ensure"] is { DesiredText: "absent" or "purged" };

    /// <summary>
    /// Makes changes that do not depend on each other one by one; the failure of one is its own, and the
    /// next is tried.
    /// </summary>
    public void Each(Action<PropertyChange> enforce)
    {
        foreach (var change in All)
        {
            Also(change, enforce);
        }
    }

    /// <summary>Makes a change that was only found while the others were made.</summary>
    internal void Also(PropertyChange change, Action<PropertyChange> enforce)
    {
        var failure = change.Found.Problem is { } problem ? new HostException(problem) : null;
        try
        {
            if (failure is null)
            {
                enforce(change);
                HasSucceeded = true;
            }
        }
        catch (HostException own)
        {
            failure = own;
        }
        told.Add(change.Property);
        OnOutcome(change, failure);
    }

    /// <summary>Whether a change was made by itself.</summary>
    internal bool HasSucceeded { get; private set; }

    /// <summary>Whether each change was made, or has failed, by itself.</summary>
    internal bool IsDone => All.All(IsToldOf);

    /// <summary>
    /// A line for the log of the run, told as the resource's, or as one of its properties'.
    /// </summary>
    public void Log(LogLevel level, string line, string? property = null) => log(level, line, property);

    /// <summary>A line for the log of the run that names no resource.</summary>
    public void LogPlainly(LogLevel level, string line) => logPlainly(level, line);

    /// <summary>Whether a change was made, or has failed, by itself.</summary>
    internal bool IsToldOf(PropertyChange change) => told.Contains(change.Property);
}
