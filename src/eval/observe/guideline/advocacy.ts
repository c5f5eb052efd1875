import type { WrittenThread } from './written-thread.ts';

/** Giving something. */
export const ADVOCACY: readonly WrittenThread[] = [
  [
    'I built a VS Code extension for this',
    'It highlights the config files and completes keys. Source is on my GitHub, feedback is welcome.',
  ],
  [
    'Happy to send a PR',
    'The parser rejects trailing commas. I have a fix ready with a test and can open a pull request if you want it.',
  ],
  ['Add Polish translation', 'I translated the interface to Polish, files attached.'],
  [
    'Offer: help with the documentation',
    'I would like to improve the guide about caching. May I work on this?',
  ],
  [
    '[RFC] Plugin system',
    'I wrote a prototype of a plugin system on my branch. Here is the design, the drawbacks and the open questions. I would appreciate your thoughts.',
  ],
  [
    'Show and tell: dashboard for the queue',
    'We made a small dashboard on top of the API and open sourced it. Maybe it is useful to others.',
  ],
  [
    'Blog post about our move',
    'I wrote an article about how we moved 200 jobs to this project and what we learned. Feel free to link it.',
  ],
  [
    'Can I work on this?',
    'I am interested in fixing the flaky test in the scheduler. Please assign it to me.',
  ],
  ['Typo in the readme, PR attached', 'Small fix: "recieve" should be "receive". I opened a PR.'],
  [
    'Go client',
    'I have written a client in Go. It passes the test suite of the protocol. Would you list it in the readme?',
  ],
  ['Patch for FreeBSD', 'Attached is a patch that makes it compile on FreeBSD. Tested on 13.2.'],
  [
    'Contribution: faster sort',
    'I implemented a radix sort that is three times faster in my benchmark. Would you accept a pull request?',
  ],
  [
    'Solution for the timeout problem',
    'For everybody who has the same problem: this is how I solved it. Set the keep-alive to 30 seconds and raise the limit as shown below.',
  ],
  [
    'Proposal: streaming API, with implementation',
    'I have a working implementation in my fork, with docs and tests. Let me know if there is interest before I polish it.',
  ],
  [
    'Tutorial for beginners',
    'I made a video tutorial that explains the first steps. I hope that it helps newcomers.',
  ],
  [
    'Willing to maintain the Debian package',
    'I can take over the packaging, I already maintain some others.',
  ],
  [
    'Would like to contribute',
    'I am looking for a way to help. Are there good first issues that nobody works on?',
  ],
  ['Talk at our meetup', 'I gave a talk about the project, slides and recording are here.'],
  ['Wrapper for Rust', 'Announcing bindings for Rust, published on crates.io. Comments welcome.'],
  [
    'Example project',
    'I created a sample repository that shows how to use it with Next.js. It might be worth linking in the docs.',
  ],
  [
    'Fix for the memory leak',
    'I found the cause: the listener is never removed. Changing line 42 as follows fixes it. I can make a PR.',
  ],
  [
    'Donating our test corpus',
    'We have 3,000 documents that we could share for testing. Where should I put them?',
  ],
  ['Add missing types', 'I added the missing type definitions in my fork, would you like a pull request?'],
  [
    'Benchmark results for ARM',
    'I ran the benchmark on four boards and want to share the numbers with the community.',
  ],
  [
    'Step by step guide: install behind a proxy',
    'Since it took me a while, I wrote down all steps for others.',
  ],
  [
    'Docs: I rewrote the chapter about transactions',
    'The old text was hard to follow. Here is a new version, please tell me what you think.',
  ],
  [
    'Script to convert old configs',
    'I wrote a little script that converts the old format, in case somebody needs it. Link below.',
  ],
  ['Offering a logo', 'I am a designer and would like to give the project a logo. Two drafts are attached.'],
  ['Volunteer for triage', 'I have some time each week and could help with answering issues.'],
  ['Implemented dark mode', 'I implemented it locally and it works well. Shall I open a PR against main?'],
  ['New language: Catalan', 'I would like to translate the app to Catalan. How do I start?'],
  [
    'Plugin for Grafana released',
    'Just released version 0.1 of a data source plugin. Try it and tell me what is missing.',
  ],
  [
    'Made a chat bot with it',
    'Thanks for this great library! With it I built a bot for our club, the code is public.',
  ],
  [
    'Suggestion with patch: retry on 429',
    'The diff below adds a retry with back-off. I use it in production since March.',
  ],
  [
    "I'd like to add support for MQTT",
    'Would you be open to a contribution? I would write the code and the tests myself.',
  ],
  [
    'Dataset shared',
    'I collected and cleaned a dataset that fits the loader. It is now on the hub for everyone.',
  ],
  [
    'Proof of concept: compile to WebAssembly',
    'I played with this over the weekend and have a proof of concept running in the browser. Demo and code here.',
  ],
  [
    'Reimplemented in C#',
    'I reimplemented the protocol in C#. Anyone can use the code or continue it, I have no time to go on.',
  ],
  [
    'Answer to the questions about proxies',
    'As this is asked again and again, here is a summary of what works.',
  ],
  ['Please merge my change', 'My pull request is ready and all checks pass. Could somebody review it?'],
  ['Book about this framework', 'I am writing a book on it and look for people who review a chapter.'],
  [
    'Extension: time zones, feedback wanted',
    'I designed and built an extension that handles time zones. Before I publish it I would like to hear your opinion.',
  ],
  ['Add our site to the list of users', 'We use it on our shop and would like to be added to the showcase.'],
  [
    'Corrections for the Spanish docs',
    'I found several mistakes in the Spanish docs and corrected them, see my branch.',
  ],
  [
    'Improve error message: proposed change',
    'Instead of "invalid" it could name the field. Proposed patch: see the diff. I am willing to submit it.',
  ],
  ['Sponsoring', 'Our company would like to support the project. Can we donate or sponsor a feature?'],
  [
    'Would a PR be welcome?',
    'I miss an option for the time zone. I would do it myself, just want to know whether you would accept it.',
  ],
  [
    'I can implement this',
    'The API has no bulk delete. If you agree with the interface below I start working on it this week.',
  ],
  [
    'Adding examples for Kubernetes',
    'We have working manifests for our cluster. Shall I contribute them to the examples folder?',
  ],
  [
    'Working branch: incremental builds',
    'My branch does incremental builds, all tests are green. What is missing to get it merged?',
  ],
  ['Found the bug and fixed it', 'The index was off by one. My commit is here, pull request follows.'],
  [
    'Unofficial Arch package',
    'I maintain a package in the AUR now, maybe you want to mention it in the install section.',
  ],
  ['Cheat sheet', 'I made a one page cheat sheet as PDF. Free to use for everyone.'],
  [
    'Course material',
    'I teach this at a university and would like to share my exercises with the community.',
  ],
  [
    'Own parser in Rust, 10 times faster',
    'I wrote an alternative parser. Would you consider it as a replacement? Benchmarks included.',
  ],
  [
    'Design: offline sync',
    'Here is a detailed design that I worked out, with a prototype. What do you think, could this go into the core?',
  ],
  ['Help wanted? I have time', 'I am between jobs and could spend a few hours a week on open issues.'],
  ['Terraform provider', 'Released a provider today, here is how to use it. Bug reports welcome.'],
  [
    'Here is how we solved exactly-once',
    'Sharing our pattern, with code, because it took us long to get right.',
  ],
  ['Cypress plugin', 'My colleague and I built a plugin that waits for the queue. It is MIT licensed.'],
  [
    'Proposal to move the docs to a new tool, and I would do the work',
    'I tried it on my fork, see the preview link.',
  ],
  ['Added support for SQLite in my fork', 'Is there interest to merge it back?'],
  ['Snippet: export to CSV', 'Since many ask for it, this function does it. Use it as you like.'],
  ['Korean translation of the handbook', 'Finished chapters 1 to 4. Who can review?'],
  [
    'Test cases for the tokenizer',
    'I collected 50 edge cases in a test file, attached. Four of them fail at present.',
  ],
  ['Upstreaming our patches', 'We carry six patches for two years and would like to contribute them back.'],
  [
    'Docs: the example calls a function that does not exist. I can fix that',
    'Two lines, I can send the change.',
  ],
  [
    'Suggestion for a better message, I would do it',
    'The message says "failed". I could add the path and the reason, is that ok?',
  ],
  ['Port of the tests to pytest', 'I ported 120 tests, see my branch. Is this something you want?'],
  ['Claim the domain', 'The domain is free. Any objections if I set it up and submit the config?'],
  ['Where is the source of the add-on?', 'I would like to submit a patch for it.'],
  [
    'Map of all modules',
    'I drew a map that shows how the modules depend on each other. Use it in the wiki if you like.',
  ],
  ['I would like to present the project at a conference', 'Whom can I ask about the logo and the slides?'],
  [
    '[Proposal] Typed events',
    'Problem, proposed API, implementation in 200 lines, open questions. I am ready to make this a pull request.',
  ],
  [
    'Found a way around the limit',
    'For others who search: cut the file into parts, then it works. Script below.',
  ],
  ['Implementation of RFC 7807 errors', 'Done on my side for our own use, can be contributed.'],
];
