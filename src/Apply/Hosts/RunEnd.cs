namespace Bunraku.Apply;

/// <summary>The end of a run, as those who act in it ask for: sooner, with something left to do.</summary>
public sealed class RunEnd
{
    private readonly List<Action> left = [];

    /// <summary>Whether resources that have not had their turn are passed over.</summary>
    public bool IsEarly { get; private set; }

    public void ComeEarly() => IsEarly = true;

    public void Leave(Action action) => left.Add(action);

    /// <summary>Does what was left to do.</summary>
    public void Come()
    {
        foreach (var action in left)
        {
            action();
        }
        left.Clear();
    }
}
