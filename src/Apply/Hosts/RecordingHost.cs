namespace Bunraku.Apply;

/// <summary>
/// A host that tells which paths are written and removed, as it happens: the image builder writes them down
/// for the resource at hand. Processes are told too (<c>run</c>); what they wrote, the sandbox's overlay
/// tells.
/// </summary>
/// <param name="onChange">Verb (<c>write</c>, <c>mkdir</c>, <c>symlink</c>, <c>delete</c>, <c>chown</c>,
/// <c>chmod</c>, <c>touch</c>, <c>run</c>) and path or program.</param>
public sealed class RecordingHost(Host inner, Action<string, string> onChange) : WrappedHost(inner)
{
    protected override void OnChange(string verb, string target) => onChange(verb, target);
}
