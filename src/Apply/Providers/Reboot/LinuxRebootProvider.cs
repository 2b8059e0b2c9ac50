namespace Bunraku.Apply;

/// <summary>The name that older manifests have for it.</summary>
internal sealed class LinuxRebootProvider() : RebootProvider("linux");
