namespace Bunraku.Unix;

/// <summary>What uname(2) says: the kernel, the machine's name, the processor's architecture.</summary>
public sealed record KernelName(string System, string Node, string Release, string Version, string Machine);
