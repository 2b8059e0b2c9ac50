using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>One resource of several that are enforced in one go.</summary>
public sealed class Enforcement(Resource desired, ChangeSet changes)
{
    public Resource Desired => desired;

    public ChangeSet Changes => changes;

    /// <summary>Why this one failed; null when it did not.</summary>
    public HostException? Failure { get; set; }

    internal void Try(Action enforce)
    {
        try
        {
            enforce();
        }
        catch (HostException failure)
        {
            Failure = failure;
        }
    }
}
