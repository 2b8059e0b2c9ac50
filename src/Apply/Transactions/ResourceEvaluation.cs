using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>
/// What is done with one resource: every outcome, good or bad, ends as events of its state.
/// </summary>
internal sealed class ResourceEvaluation(ResourceGraph graph, Host host, TransactionSettings settings)
{
    private readonly ReadOnlyHost readOnlyHost = new(host);
    private readonly List<string> withoutProvider = [];
    private readonly Auditing auditing = new(host, settings);

    /// <summary>What runs remember is one thing, whoever looks.</summary>
    private readonly Lock memory = new();

    public void Evaluate(VertexState state)
    {
        var stamp = settings.Time.GetTimestamp();
        if (Compare(state) is { IsEmpty: false } changes)
        {
            if (IsNoop(state.Resource))
            {
                Pretend(state, changes);
            }
            else
            {
                var set = ChangeSet(state, changes);
                var failure = Guard(() => state.Provider!.Enforce(host, state.Resource, set));
                Record(state, set, failure);
                if (failure is not null && set.IsDone)
                {
                    // All was changed one by one, and what comes after it failed.
                    state.Log.Write(LogLevel.Err, state.Vertex, $"Could not evaluate: {failure.Message}");
                    state.Add(ResourceError(failure.Message));
                }
            }
        }
        Remember(state);
        state.EvaluationSeconds = settings.Time.GetElapsedTime(stamp).TotalSeconds;
    }

    /// <summary>Compares each, and hands those that differ to the provider in one go.</summary>
    public void EvaluateMany(IReadOnlyList<VertexState> batch, Provider provider)
    {
        var stamp = settings.Time.GetTimestamp();
        var work = new List<(VertexState State, Enforcement Enforcement)>();
        foreach (var state in batch)
        {
            if (Compare(state) is not { IsEmpty: false } changes)
            {
                continue;
            }
            if (IsNoop(state.Resource))
            {
                Pretend(state, changes);
            }
            else
            {
                work.Add((state, new Enforcement(state.Resource, ChangeSet(state, changes))));
            }
        }
        if (work.Count > 0)
        {
            var failure = Guard(() => provider.EnforceMany(host, [.. work.Select(one => one.Enforcement)]));
            foreach (var (state, enforcement) in work)
            {
                Record(state, enforcement.Changes, enforcement.Failure ?? failure);
            }
        }
        var seconds = settings.Time.GetElapsedTime(stamp).TotalSeconds / batch.Count;
        foreach (var state in batch)
        {
            Remember(state);
            state.EvaluationSeconds = seconds;
        }
    }

    /// <summary>
    /// Answers the promised refreshes; the event others hear of, or null when there is none.
    /// </summary>
    public Event? Refresh(VertexState state)
    {
        var count = Refreshes.Count(state.Refreshes.Count);
        if (IsNoop(state.Resource) || state.Refreshes.All(e => e.Status == EventStatus.Noop))
        {
            state.Log.Write(LogLevel.Notice, state.Vertex, $"Would have triggered 'refresh' from {count}");
            return Restarted(isNoop: true);
        }
        var set = ChangeSet(state, []);
        if (Guard(() => state.Provider!.Refresh(host, state.Resource, set)) is { } failure)
        {
            var message = $"Failed to call refresh: {failure.Message}";
            state.Log.Write(LogLevel.Err, state.Vertex, message);
            state.FailedToRestart = true;
            state.Add(ResourceError(message));
            return null;
        }
        var triggered = $"Triggered 'refresh' from {count}";
        state.Log.Write(LogLevel.Notice, state.Vertex, triggered);
        state.IsRestarted = true;
        state.Add(new Event("refresh", null, EventStatus.Success, triggered, settings.Time.GetLocalNow()));
        return Restarted(isNoop: false);
    }

    /// <summary>Whether the resource is one that shall not be there.</summary>
    public bool IsRemoved(VertexState state) => state.Resource.Text("ensure") == "absent";

    /// <summary>Whether what was changed has done a refresh's work already.</summary>
    public bool CancelsRefresh(VertexState state) =>
        state.Provider is { } provider
        && state.Events.Any(e =>
            e is { Status: EventStatus.Success or EventStatus.Noop, Property: { } property }
            && provider.CancelsRefresh(property, e.DesiredValue)
        );

    /// <summary>The event of a vertex that was refreshed, for those who subscribe to it.</summary>
    public Event Restarted(bool isNoop) =>
        new(
            isNoop ? "noop_restart" : "restarted",
            null,
            isNoop ? EventStatus.Noop : EventStatus.Success,
            "",
            settings.Time.GetLocalNow()
        );

    /// <summary>
    /// Lets a resource fail that no provider can manage; types without any are told of once.
    /// </summary>
    public void FailWithoutProvider(VertexState state)
    {
        // As in the reference: the resource has failed, and no event tells of it.
        state.Unmanageable = state.Resource.Text("provider") ?? "";
        if (state.Unmanageable.Length > 0)
        {
            var name = state.Unmanageable;
            state.Log.Write(LogLevel.Err, state.Vertex, $"Provider {name} is not functional on this host");
            return;
        }
        var message = $"Could not find a suitable provider for {state.Resource.Type.ToLowerInvariant()}";
        if (!withoutProvider.Contains(message))
        {
            withoutProvider.Add(message);
        }
    }

    /// <summary>Tells of the types that no provider works for.</summary>
    public void TellOfMissingProviders(RunLog log)
    {
        foreach (var message in withoutProvider)
        {
            log.Write(LogLevel.Err, message);
        }
    }

    /// <summary>Tells why a resource cannot be managed at all.</summary>
    public void Fail(VertexState state, string message)
    {
        state.Log.Write(LogLevel.Err, state.Vertex, message);
        state.Add(ResourceError(message));
    }

    /// <summary>
    /// Makes the resources that follow from one, and says whether all of them could be made; when not, that
    /// is told.
    /// </summary>
    public bool TryGenerate(VertexState state, ManagedResources managed, out IReadOnlyList<Resource> made)
    {
        var generated = new List<Resource>();
        made = generated;
        var failure = Guard(() =>
        {
            foreach (var resource in state.Provider!.Generate(readOnlyHost, state.Resource, managed))
            {
                generated.Add(resource);
            }
        });
        if (failure is null)
        {
            if (state.Provider!.Announce(generated) is { } line)
            {
                state.Log.Write(LogLevel.Notice, state.Vertex, line);
            }
            return true;
        }
        state.Log.Write(
            LogLevel.Err,
            state.Vertex,
            $"Failed to generate additional resources using '{state.Provider!.GeneratorOf(state.Resource)}': "
                + failure.Message
        );
        return false;
    }

    private bool IsNoop(Resource resource) => settings.IsNoopFor(resource);

    private ImmutableArray<PropertyChange> Compare(VertexState state)
    {
        Observed? observed = null;
        // Looking changes nothing, and the host sees to it that it is so.
        var failure = Guard(() => observed = state.Provider!.Observe(readOnlyHost, state.Resource));
        if (failure is not null)
        {
            state.Log.Write(LogLevel.Err, state.Vertex, $"Could not evaluate: {failure.Message}");
            state.Add(ResourceError(failure.Message));
            return [];
        }
        if (observed!.CannotLook is { } reason)
        {
            state.Log.Write(LogLevel.Warning, state.Vertex, "Skipping because provider prefetch failed");
            state.IsSkipped = true;
            state.IsScheduled = false;
            state.Add(ResourceError(reason));
            return [];
        }
        lock (memory)
        {
            settings.State?.SetChecked(state.Resource.Reference, settings.Time.GetLocalNow());
        }
        foreach (var (level, line) in observed.Remarks)
        {
            state.Log.Write(level, state.Vertex, line);
        }
        var type = graph.TypeOf(state.Resource.Type)!;
        if (state.Resource["audit"] is not null)
        {
            lock (memory)
            {
                Guard(() => state.Audited = auditing.Look(type, state.Resource, state.Provider!, observed));
            }
        }
        var changes = Comparison.Changes(type, state.Resource, observed);
        if (!settings.ShowsDiff && changes.Any(change => change.Found.IsShownAsDiff))
        {
            changes = [.. changes.Select(Hide)];
        }
        foreach (var change in changes)
        {
            ShowDiff(state, change);
        }
        return changes;
    }

    private static PropertyChange Hide(PropertyChange change) =>
        change.Found.IsShownAsDiff
            ? change with
            {
                Found = change.Found with { Before = Finding.Redacted, After = Finding.Redacted },
            }
            : change;

    private void ShowDiff(VertexState state, PropertyChange change)
    {
        if (
            settings.ShowsDiff
            && !change.IsSecret
            && change.Found.Diff is { } diff
            && state.Resource["show_diff"] is not BooleanValue { IsTrue: false }
        )
        {
            var text = "";
            // A diff that cannot be made is no reason to fail.
            Guard(() => text = diff());
            state.Log.WriteOf(LevelOf(state.Resource), state.Vertex, "\n" + text, change.Property);
        }
    }

    private void Pretend(VertexState state, ImmutableArray<PropertyChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Found.Problem is { } problem)
            {
                Record(state, change, new HostException(problem));
                continue;
            }
            Record(
                state,
                change,
                EventStatus.Noop,
                $"current_value {change.Before}, should be {change.After} (noop)"
            );
        }
    }

    /// <summary>Tells the changes that were not made one by one, and told then.</summary>
    private void Record(VertexState state, ChangeSet set, HostException? failure)
    {
        foreach (var change in set.All.Where(change => !set.IsToldOf(change)))
        {
            Record(state, change, failure);
        }
    }

    private void Record(VertexState state, PropertyChange change, HostException? failure)
    {
        if (failure is not null)
        {
            Record(
                state,
                change,
                EventStatus.Failure,
                $"change from {change.Before} to {change.After} failed: {failure.Message}"
            );
            return;
        }
        // A sentence may look at the host, which may fail; the change is made all the same. Code of a module
        // that cannot tell what it has done has failed.
        var sentence = change.GeneralSentence;
        if (Guard(() => sentence = change.Sentence) is { InnerException: RubyFailure } untold)
        {
            Record(state, change, untold);
            return;
        }
        Record(state, change, EventStatus.Success, sentence);
    }

    private void Record(VertexState state, PropertyChange change, EventStatus status, string message)
    {
        var level = status == EventStatus.Failure ? LogLevel.Err : LevelOf(state.Resource);
        var audited = state.Audited.FirstOrDefault(one => one.Property == change.Property);
        message += status == EventStatus.Failure ? "" : auditing.Remark(audited);
        var isCorrective = IsCorrective(state.Resource, change);
        message += isCorrective ? " (corrective)" : "";
        state.Log.Write(level, state.Vertex, message, change.Property);
        state.Add(
            new Event(
                EventNames.Of(state.Resource, change),
                change.Property,
                status,
                message,
                settings.Time.GetLocalNow()
            )
            {
                PreviousValue = change.IsSecret ? "[redacted]" : change.Found.Reported ?? change.Found.Value,
                DesiredValue = change.IsSecret
                    ? "[redacted]"
                    : change.Found.ReportedWanted
                        ?? change.Found.Becomes
                        ?? AsReported(state.Resource, change),
                HistoricalValue = audited is { Recorded: not null } ? audited.History : null,
                IsAudited = audited is not null && status != EventStatus.Failure,
                IsRedacted = change.IsSecret,
                IsCorrective = isCorrective,
            }
        );
    }

    /// <summary>
    /// Whether a property was right when the last run ended; messages never are right or wrong.
    /// </summary>
    private bool IsCorrective(Resource resource, PropertyChange change)
    {
        var type = graph.TypeOf(resource.Type)!;
        return !change.IsSecret
            && type.Name != "notify"
            && type.Find(change.Property) is { } attribute
            && LeftBefore(resource, change.Property) is { } left
            && !AreSame(type, attribute, left, change.Found.Value);
    }

    private Value? LeftBefore(Resource resource, string property)
    {
        lock (memory)
        {
            return settings.Values?.Find(resource.Reference, property);
        }
    }

    private static bool AreSame(ResourceType type, ResourceAttribute attribute, Value left, Value found) =>
        // Whether a command is to be run, no earlier run can tell.
        type.Name != "exec"
            && type.IsInSync(attribute, left, found)
        || attribute.Name == "mode"
            && (left is ArrayValue { Count: 1 } one ? one[0] : left).ToString().TrimStart('0')
                == found.ToString().TrimStart('0');

    /// <summary>What a property may be is a word to the reference, `true` as well.</summary>
    private Value AsReported(Resource resource, PropertyChange change) =>
        change.Desired is BooleanValue word && graph.TypeOf(resource.Type) is not RubyResourceType
            ? word.ToString()
            : change.Desired;

    /// <summary>Tells what was audited, and writes down for the next run what this one leaves.</summary>
    private void Remember(VertexState state)
    {
        auditing.Tell(state);
        lock (memory)
        {
            if (state.Events.Any(e => e.Status == EventStatus.Success) && !IsNoop(state.Resource))
            {
                settings.State?.SetSynced(state.Resource.Reference, settings.Time.GetLocalNow());
            }
            if (settings.Values is { } values)
            {
                Guard(() => LeftValues.Keep(values, graph.TypeOf(state.Resource.Type)!, state, readOnlyHost));
            }
        }
    }

    private Event ResourceError(string message) =>
        new("resource_error", null, EventStatus.Failure, message, settings.Time.GetLocalNow());

    private ChangeSet ChangeSet(VertexState state, ImmutableArray<PropertyChange> changes) =>
        new(
            changes,
            (level, line, property) => state.Log.WriteOf(level, state.Vertex, line, property),
            state.Log.Write
        )
        {
            OnOutcome = (change, failure) => Record(state, change, failure),
        };

    private static LogLevel LevelOf(Resource resource) =>
        LogLevels.Parse(resource.Text("loglevel")) ?? LogLevel.Notice;

    private static HostException? Guard(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (HostException failure)
        {
            return failure;
        }
        catch (OperationCanceledException stop)
        {
            return new HostException("The run was stopped", stop);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // Of what is done beside the host: folders in which libraries and programs of ours work.
            return new HostException(refusal.Message, refusal);
        }
    }
}
