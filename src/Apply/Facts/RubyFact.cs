using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>
/// The Ruby that code of modules runs in: ours, by the version of the language that it follows. There is no
/// <c>sitedir</c>, for it loads nothing from the machine.
/// </summary>
internal sealed class RubyFact() : FactResolver("ruby")
{
    public override bool IsOfImages => true;

    public override Value Resolve(Host host) =>
        HashValue.Of(("platform", $"{Machine.Hardware}-linux-gnu"), ("version", Runtime.LanguageVersion));
}
