using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// How resources of one type are managed on one kind of host. A provider observes and enforces; comparing,
/// noop, events, refresh and reports are the transaction's. It keeps no state: what it needs twice it asks
/// the host twice (<see cref="Host.Parsed"/> remembers files). World failures are
/// <see cref="HostException"/>s.
/// </summary>
/// <param name="resourceType">The type it manages, in lower case.</param>
/// <param name="name">What the attribute <c>provider</c> calls it.</param>
public abstract class Provider(string resourceType, string name)
{
    public string ResourceType { get; } = resourceType;

    public string Name { get; } = name;

    /// <summary>
    /// What reports call it; null for types that have no providers in the reference.
    /// </summary>
    public virtual string? ReportedName => Name;

    /// <summary>Whether it works on this host.</summary>
    public virtual bool IsSuitable(Host host, Facts facts) => true;

    /// <summary>Among suitable providers the greatest is taken when the manifest names none.</summary>
    public virtual int Preference(Facts facts) => 0;

    /// <summary>Whether packages (or their like) without order between them are enforced in one
    /// go.</summary>
    public virtual bool TakesMany => false;

    /// <summary>Whether it finds other resources of its type than other providers do.</summary>
    public virtual bool HasOwnSource => false;

    /// <summary>
    /// Whether several of its resources may be dealt with at once, by threads of one run: each touches only
    /// what is its own.
    /// </summary>
    public virtual bool RunsBeside => false;

    /// <summary>Whether a refresh means something (<c>service</c> restarts, <c>exec</c> runs).</summary>
    public virtual bool IsRefreshable => false;

    /// <summary>Whether its own change refreshes it (a <c>mount</c> is mounted anew).</summary>
    public virtual bool RefreshesItself => false;

    /// <summary>
    /// What the host has now. Properties left out are not compared. A resource with the property
    /// <c>ensure</c> that is not there is <see cref="Observed.Absent"/>.
    /// </summary>
    public abstract Observed Observe(Host host, Resource desired);

    /// <summary>
    /// Makes what differs as desired. When <c>ensure</c> differs it is the only change, and the provider
    /// makes (or removes) the whole resource.
    /// </summary>
    public abstract void Enforce(Host host, Resource desired, ChangeSet changes);

    /// <summary>
    /// Enforces several resources in one go (<see cref="TakesMany"/>). A failure of one goes to its
    /// <see cref="Enforcement.Failure"/>; an exception fails all that have none yet.
    /// </summary>
    public virtual void EnforceMany(Host host, IReadOnlyList<Enforcement> work)
    {
        foreach (var one in work)
        {
            one.Try(() => Enforce(host, one.Desired, one.Changes));
        }
    }

    /// <summary>Answers a notification (<see cref="IsRefreshable"/>).</summary>
    public virtual void Refresh(Host host, Resource desired, ChangeSet changes) { }

    /// <summary>
    /// Whether setting a property has done the work of a refresh (a service that was just started).
    /// </summary>
    public virtual bool CancelsRefresh(string property, Value? desired) => false;

    /// <summary>
    /// Further resources that follow from this one and the host: the files of a recursive directory, what is
    /// to be purged. Those the catalog has already are passed over.
    /// </summary>
    public virtual IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed) =>
        [];

    /// <summary>The reference's method that further resources of this one come from.</summary>
    public virtual string GeneratorOf(Resource desired) => "generate";

    /// <summary>What the log of the run shall say of further resources; null for nothing.</summary>
    public virtual string? Announce(IReadOnlyList<Resource> generated) => null;

    /// <summary>
    /// The present value of a property that is audited, whether the manifest manages it or not; null when it
    /// cannot be told.
    /// </summary>
    public virtual Value? Audit(Host host, Resource desired, Observed observed, string property) =>
        observed.IsPresent ? observed[property] : "absent";

    /// <summary>What a managed property is left at, for the next run to compare with.</summary>
    public virtual Value? Left(Host host, Resource desired, string property) => desired[property];

    /// <summary>Whether <see cref="Instances"/> can tell anything.</summary>
    public virtual bool CanList => true;

    /// <summary>All resources of the type that the host has, for <c>resource</c> and purging.</summary>
    public virtual IEnumerable<Resource> Instances(Host host) => [];

    /// <summary>What the host has of one resource, for <c>resource</c>; null when it is not there.</summary>
    public virtual Resource? Find(Host host, string name) =>
        Instances(host).FirstOrDefault(one => one.Title == name);

    /// <summary>
    /// The resource's own name: normalisation has taken it from the title when it was not set.
    /// </summary>
    protected static string NameOf(Resource desired) => desired["name"]?.ToString() ?? desired.Title;
}
