/** Paths and contents. */
export type Files = Readonly<Record<string, unknown>>;

interface Commit {
  readonly id: string;
  readonly parent: string;
  readonly files: Files;
  readonly message: string;
}

/** A repository with branches whose commits are whole trees; contents are what YAML says. */
export class Git {
  private readonly commits = new Map<string, Commit>();
  private readonly branches = new Map<string, string>();

  public push(branch: string, files: Files, message: string): string {
    return this.advance(branch, this.commit(files, message, this.branches.get(branch)));
  }

  public commit(files: Files, message: string, parent = ''): string {
    // all digits: whatever takes it for a number is found out
    const id = String(this.commits.size + 1).padStart(40, '7');
    this.commits.set(id, { id, parent, files, message });
    return id;
  }

  /** What a push does: only what goes on from the branch's head is taken. */
  public advance(branch: string, id: string): string {
    const head = this.branches.get(branch);
    if (head && head !== id && this.commits.get(id)!.parent !== head) throw new Error(`${branch} has moved on`);
    this.branches.set(branch, id);
    return id;
  }

  public head(branch: string): string | undefined {
    return this.branches.get(branch);
  }

  public files(id: string): Files {
    const commit = this.commits.get(id);
    if (!commit) throw new Error(`no commit ${id}`);
    return commit.files;
  }

  /** Messages of a branch, the last first. */
  public log(branch: string): string[] {
    const messages: string[] = [];
    for (let id = this.branches.get(branch); id; id = this.commits.get(id)!.parent) messages.push(this.commits.get(id)!.message);
    return messages;
  }
}
