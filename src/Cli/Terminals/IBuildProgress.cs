using Bunraku.Images;

namespace Bunraku.Cli;

/// <summary>Shows how a build goes.</summary>
internal interface IBuildProgress
{
    void Show(BuildEvent news);

    /// <summary>Shows what was built in the end.</summary>
    void Finish(IReadOnlyList<BuiltImage> images);
}
